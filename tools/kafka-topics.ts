/**
 * `npm run topics`: makes the Kafka topics of KAFKA_BROKERS, else of the `npm start` that runs, brings their settings into
 * line and prints what it did. `npm run topics -- --stage dev` has a task do so in a deployment, whose brokers nobody else
 * reaches. Exit code 1 where something differs that can't be changed, or may not.
 */
import {
  endWith,
  HELP,
  readArguments,
  refuseMore,
  stageOption,
  textOption,
  TEXT,
  UsageError,
  type Environment,
} from './aws/command-line.ts';
import { bringStageTopicsIntoLine } from './aws/topics/stage-topics.ts';
import { readConfig } from '../services/position-producer/config.ts';
import { findRunningServers } from '../services/position-producer/find-running.ts';
import { SettingError } from '../services/position-producer/settings.ts';
import { describeKafka } from './running-servers.ts';

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
  console.error(describeKafka(localBrokers(process.env)));
  await import('../services/position-producer/topics.ts');
  return Number(process.exitCode ?? 0);
}, HELP_TEXT);

/** What the producer's settings name, by ARN or by address. @throws UsageError naming a setting that can't be */
function localBrokers(env: Environment): readonly string[] {
  try {
    const config = readConfig([], env, findRunningServers);
    if (config === null) return [];
    return config.clusterArn === null ? config.brokers : [config.clusterArn];
  } catch (error) {
    throw error instanceof SettingError ? new UsageError(error.message) : error;
  }
}
