import type { DeploymentConfig } from '../../../lib/config.ts';
import { stageStacks } from '../outputs/stage-stacks.ts';
import { checkApiLogs, checkBootstrap, checkConcurrency, type Place } from './account-checks.ts';
import type { AwsAccount } from './aws-account.ts';
import { checkDatabase, type DatabasePorts } from './database.ts';
import { checkLufthansaSecret } from './lufthansa-secret.ts';
import type { Check } from './run-checks.ts';

/** What is looked at in AWS, once it is known who asks and where. */
export const ACCOUNT_CHECKS = [
  'CDK bootstrap',
  'Lambda concurrency',
  'API Gateway logs',
  'database',
  'Lufthansa credentials',
] as const;

export interface AccountChecksOptions {
  readonly config: DeploymentConfig;
  readonly place: Place;
  readonly account: Omit<AwsAccount, 'whoAmI'>;
  readonly database: Pick<DatabasePorts, 'isKnownHost' | 'logIn'>;
}

export function accountChecks({ config, place, account, database }: AccountChecksOptions): readonly Check[] {
  const { stage } = config;
  // Asked once for the two that need it.
  let stacks: ReturnType<typeof readStacks> | undefined;
  const readStacks = async () => stageStacks(await account.listStacks(), stage);
  const knownStacks = (): ReturnType<typeof readStacks> => (stacks ??= readStacks());
  const looks: Readonly<Record<(typeof ACCOUNT_CHECKS)[number], Check['look']>> = {
    'CDK bootstrap': () => checkBootstrap(place, () => account.bootstrapVersion()),
    'Lambda concurrency': () => checkConcurrency(config, () => account.lambdaLimits()),
    'API Gateway logs': () => checkApiLogs(config, () => account.apiGatewayLogRole()),
    database: async () =>
      checkDatabase(
        { config, stacks: await knownStacks() },
        {
          ...database,
          assumeRole: (roleArn) => account.assumeRole(roleArn),
          readSecret: (secretArn) => account.readSecret(secretArn),
        },
      ),
    'Lufthansa credentials': async () =>
      checkLufthansaSecret({ stage, stacks: await knownStacks() }, (secretArn) => account.readSecret(secretArn)),
  };
  return ACCOUNT_CHECKS.map((name) => ({ name, look: looks[name] }));
}
