/**
 * `npm run admin -- references | schedule --from FRA --to JFK --date 2026-12-01 | sending [on|off] | url`: what operators may
 * do. On AWS requests are signed with the caller's credentials and go to the API's own address; with `--local` they go to the
 * `npm start` of `--data` with its token. Exit code 1 where it was refused or failed.
 */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { SSMClient } from '@aws-sdk/client-ssm';
import { awsOperator } from './admin/aws-operator.ts';
import { readAdminCommand, type AdminCommand, type Target } from './admin/command.ts';
import { describeAnswer } from './admin/describe-answer.ts';
import { localOperator, type Operator } from './admin/local-operator.ts';
import { postAdmin } from './admin/post-admin.ts';
import { createSendingSwitch } from './admin/sending-switch.ts';
import { describeAwsError, oneLine } from './aws-error.ts';
import { clientSettings, requireRegion } from './client-settings.ts';
import { endWith } from './command-line.ts';
import { createListStacks } from './outputs/list-stacks.ts';
import { outputNamed, stageStacks } from './outputs/stage-stacks.ts';

const HELP_TEXT = `npm run admin -- COMMAND

  references                                      starts an update of the reference data
  schedule --from FRA --to JFK --date 2026-12-01  loads that day's schedules and shows them
  sending on | off                                lets positions go to viewers or not; without either says how it stands
  url                                             the address that requests go to

  --stage dev     the stage (AIRLINES_STAGE)
  --url URL       the API's own address instead of the one that the Api stack names
  --local         the npm start of this machine instead of AWS
  --data .local   its data folder (AIRLINES_DATA)`;

await endWith(async () => {
  const command = readAdminCommand(process.argv.slice(2), process.env);
  switch (command.name) {
    case 'help':
      console.log(HELP_TEXT);
      return 0;
    case 'url':
      console.log((await findOperator(command.target)).baseUrl);
      return 0;
    case 'sending':
      return sending(command);
    case 'post': {
      const { baseUrl, authorize } = await findOperator(command.target);
      const answer = await postAdmin(baseUrl, command.path, authorize);
      console.log(describeAnswer(answer));
      return answer.problem === null ? 0 : 1;
    }
  }
}, HELP_TEXT);

async function findOperator(target: Target): Promise<Operator> {
  if (target.kind === 'local') return localOperator(target.dataFolder, process.env);
  const region = await requireRegion(process.env);
  const apiUrl = target.url ?? (await findOutput({ stage: target.stage, region, name: 'ApiUrl', stack: 'Api' }));
  return awsOperator({ apiUrl, region, clock: Date.now });
}

async function sending({ to, stage }: Extract<AdminCommand, { name: 'sending' }>): Promise<number> {
  const region = await requireRegion(process.env);
  const name = await findOutput({ stage, region, name: 'SendingSwitchParameter', stack: 'Live' });
  const sendingSwitch = createSendingSwitch(name, new SSMClient(clientSettings(region)));
  if (to !== null) await asked('SSM', sendingSwitch.turn(to));
  console.log(`Sending to viewers is ${oneLine(await asked('SSM', sendingSwitch.read()))} (${name})`);
  return 0;
}

/** @throws Error naming the stack to deploy */
async function findOutput(wanted: { stage: string; region: string; name: string; stack: string }): Promise<string> {
  const { stage, region, name, stack } = wanted;
  const listStacks = createListStacks(new CloudFormationClient(clientSettings(region)));
  const value = outputNamed(stageStacks(await asked('CloudFormation', listStacks()), stage), name);
  if (value !== null) return value;
  throw new Error(`Stage ${stage} has no ${name} in ${region}: deploy it (npx cdk deploy ${stack} -c stage=${stage})`);
}

async function asked<T>(service: string, asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    throw new Error(`${service} could not be asked: ${describeAwsError(error).text}`, { cause: error });
  }
}
