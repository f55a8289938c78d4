import { setTimeout as delay } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { describeAwsError } from '../aws-error.ts';
import { clientSettings, requireRegion } from '../client-settings.ts';
import type { Environment } from '../command-line.ts';
import { createListStacks } from '../outputs/list-stacks.ts';
import { outputNamed, stageStacks, type StageStack } from '../outputs/stage-stacks.ts';
import { createEcsTopicsTasks, type TopicsTaskPlace } from './ecs-topics-tasks.ts';
import { runTopicsTask } from './run-topics-task.ts';

/**
 * Brings the topics of a deployed stage into line.
 * @returns the exit code of the task that did it
 * @throws Error where the stage isn't deployed, or AWS refused
 */
export async function bringStageTopicsIntoLine(stage: string, env: Environment): Promise<number> {
  const settings = clientSettings(await requireRegion(env));
  try {
    const stacks = stageStacks(await createListStacks(new CloudFormationClient(settings))(), stage);
    const clients = { ecs: new ECSClient(settings), logs: new CloudWatchLogsClient(settings) };
    return await runTopicsTask(createEcsTopicsTasks(clients, topicsTaskPlace(stacks, stage)), {
      print: (line) => console.log(line),
      sleep: (ms) => delay(ms).then(() => undefined),
    });
  } catch (error) {
    const reason = error instanceof Error && error.name === 'Error' ? error.message : describeAwsError(error).text;
    throw new Error(`the topics of ${stage}: ${reason}`, { cause: error });
  }
}

/** @throws Error naming the output that isn't there */
export function topicsTaskPlace(stacks: readonly StageStack[], stage: string): TopicsTaskPlace {
  const output = (name: string): string => {
    const value = outputNamed(stacks, name);
    if (value !== null) return value;
    throw new Error(`stage ${stage} has no output ${name}: deploy its stream, npx cdk deploy Stream`);
  };
  return {
    cluster: output('ProducerClusterName'),
    service: output('ProducerServiceName'),
    taskDefinition: output('TopicsTaskDefinition'),
  };
}
