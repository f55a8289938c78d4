/**
 * `npm run outputs [-- --stage dev] [--json]`: what the stacks of a stage are and the addresses and names that they made.
 * Exit code 1 where nothing is deployed.
 */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { describeAwsError } from './aws-error.ts';
import { clientSettings, requireRegion } from './client-settings.ts';
import { endWith, FLAG, HELP, readArguments, refuseMore, stageOption, TEXT } from './command-line.ts';
import { createListStacks } from './outputs/list-stacks.ts';
import { nothingDeployed, outputsJson, outputsTable } from './outputs/outputs-text.ts';
import { stageStacks } from './outputs/stage-stacks.ts';

const HELP_TEXT = `npm run outputs -- [--stage dev] [--json]

  --stage dev   the stage (AIRLINES_STAGE)
  --json        for programs`;

await endWith(async () => {
  const given = readArguments(process.argv.slice(2), { ...HELP, stage: TEXT, json: FLAG });
  if (given.values['help'] === true) {
    console.log(HELP_TEXT);
    return 0;
  }
  refuseMore(given.positionals);
  const stage = stageOption(given, process.env);
  const region = await requireRegion(process.env);
  const listStacks = createListStacks(new CloudFormationClient(clientSettings(region)));
  const found = await listStacks().catch((error: unknown) => {
    throw new Error(`CloudFormation could not be asked: ${describeAwsError(error).text}`, { cause: error });
  });
  const stacks = stageStacks(found, stage);
  if (given.values['json'] === true) console.log(outputsJson(stacks, { stage, region }));
  else console.log(stacks.length === 0 ? nothingDeployed(stage, region) : outputsTable(stacks));
  return stacks.length === 0 ? 1 : 0;
}, HELP_TEXT);
