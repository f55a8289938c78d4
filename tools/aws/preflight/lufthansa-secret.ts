import { FUNCTION_SECRETS } from '#adapters/aws/function-secrets.ts';
import { ENV } from '#contracts/names.ts';
import { outputNamed, type StageStack } from '../outputs/stage-stacks.ts';
import { missing, ok, warning, type Finding } from './finding.ts';

export interface LufthansaOptions {
  readonly stage: string;
  readonly stacks: readonly StageStack[];
}

/** Whether the secret holds credentials in the form that the functions read. They are not tried. */
export async function checkLufthansaSecret(
  { stage, stacks }: LufthansaOptions,
  readSecret: (secretArn: string) => Promise<string>,
): Promise<readonly Finding[]> {
  const arn = outputNamed(stacks, 'LufthansaSecretArn');
  if (arn === null) {
    const text = 'the secret for the credentials comes with the Data stack';
    return [
      warning(text, `npx cdk deploy Data -c stage=${stage}`, 'Then put them in (docs/deploy.md) and run this again'),
    ];
  }
  if (isInForm(await readSecret(arn))) return [ok('the secret holds credentials')];
  return [
    missing(
      'the secret holds no credentials yet: every timer of the ETLs would end among the dead letters',
      'Get a key from developer.lufthansa.com, put it into a file lufthansa.json: {"client_id":"…","client_secret":"…"}',
      `aws secretsmanager put-secret-value --secret-id ${arn} --secret-string file://lufthansa.json`,
      'Delete lufthansa.json',
    ),
  ];
}

function isInForm(text: string): boolean {
  const secret = FUNCTION_SECRETS.find(({ arnVariable }) => arnVariable === ENV.lufthansaSecretArn);
  try {
    secret?.variablesOf(text);
    return secret !== undefined;
  } catch {
    return false;
  }
}
