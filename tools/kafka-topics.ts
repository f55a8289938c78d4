/**
 * `npm run topics`: makes the Kafka topics of KAFKA_BROKERS, else of the `npm start` that runs, brings their settings into
 * line and prints what it did. `npm run topics -- --stage dev` has a task do so in a deployment, whose brokers nobody else
 * reaches. Exit code 1 where something differs that can't be changed, or may not.
 */
import { endWith, HELP, readArguments, refuseMore, stageOption, textOption, TEXT } from './aws/command-line.ts';
import { bringStageTopicsIntoLine } from './aws/topics/stage-topics.ts';

const HELP_TEXT = `npm run topics [-- --stage dev]

  --stage dev   the topics of a deployment; without it those of KAFKA_BROKERS, else of the npm start that runs`;

await endWith(async () => {
  const given = readArguments(process.argv.slice(2), { ...HELP, stage: TEXT });
  if (given.values['help'] === true) {
    console.log(HELP_TEXT);
    return 0;
  }
  refuseMore(given.positionals);
  if (textOption(given, 'stage') !== null) {
    return bringStageTopicsIntoLine(stageOption(given, process.env), process.env);
  }
  await import('../services/position-producer/topics.ts');
  return Number(process.exitCode ?? 0);
}, HELP_TEXT);
