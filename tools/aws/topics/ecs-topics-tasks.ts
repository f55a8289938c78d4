import { GetLogEventsCommand, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  RunTaskCommand,
  type ECSClient,
  type NetworkConfiguration,
} from '@aws-sdk/client-ecs';
import { describeAwsError, oneLine } from '../aws-error.ts';
import type { TopicsTasks } from './run-topics-task.ts';

/** What of the stream's stack leads to the task. */
export interface TopicsTaskPlace {
  /** Of the producer, whose network the task runs in. */
  readonly cluster: string;
  readonly service: string;
  readonly taskDefinition: string;
}

export interface TopicsTaskClients {
  readonly ecs: ECSClient;
  readonly logs: CloudWatchLogsClient;
}

/** Where the lines of a task are. */
interface LogPlace {
  readonly logGroupName: string;
  /** Of its streams, which end with the task's id. */
  readonly prefix: string;
}

/** Network and log are those of the deployment: nothing but its outputs has to be known. */
export function createEcsTopicsTasks({ ecs, logs }: TopicsTaskClients, place: TopicsTaskPlace): TopicsTasks {
  const { cluster, taskDefinition } = place;
  let logPlace: LogPlace | null = null;
  let nextToken: string | undefined;
  return {
    start: async () => {
      logPlace = await findLog(ecs, taskDefinition);
      const networkConfiguration = await findNetwork(ecs, place);
      const { tasks = [], failures = [] } = await ecs.send(
        new RunTaskCommand({ cluster, taskDefinition, networkConfiguration, launchType: 'FARGATE', count: 1 }),
      );
      const taskArn = tasks[0]?.taskArn;
      if (taskArn !== undefined) return taskArn;
      throw new Error(
        `ECS has no place for the task: ${failures.map(({ reason = '' }) => oneLine(reason)).join(', ')}`,
      );
    },
    look: async (task) => {
      const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [task] }));
      const found = tasks[0];
      const container = found?.containers?.[0];
      return {
        hasStopped: found?.lastStatus === 'STOPPED',
        exitCode: container?.exitCode ?? null,
        reason: oneLine([found?.stoppedReason, container?.reason].filter(Boolean).join('; ') || 'no reason was given'),
      };
    },
    readNewLines: async (task) => {
      if (logPlace === null) return [];
      const { logGroupName, prefix } = logPlace;
      const logStreamName = `${prefix}/${task.split('/').at(-1) ?? task}`;
      const command = new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true, nextToken });
      const answer = await logs.send(command).catch((error: unknown) => {
        // The stream comes with the first line.
        if (describeAwsError(error).kind === 'absent') return null;
        throw error;
      });
      nextToken = answer?.nextForwardToken ?? nextToken;
      return (answer?.events ?? []).map(({ message = '' }) => oneLine(message));
    },
  };
}

async function findNetwork(ecs: ECSClient, { cluster, service }: TopicsTaskPlace): Promise<NetworkConfiguration> {
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
  const network = services[0]?.networkConfiguration;
  if (network === undefined) throw new Error(`ECS knows no service ${service} whose network the task could use`);
  return network;
}

async function findLog(ecs: ECSClient, taskDefinition: string): Promise<LogPlace | null> {
  const answer = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  const container = answer.taskDefinition?.containerDefinitions?.[0];
  const options = container?.logConfiguration?.options;
  const logGroupName = options?.['awslogs-group'];
  const streamPrefix = options?.['awslogs-stream-prefix'];
  if (logGroupName === undefined || streamPrefix === undefined) return null;
  return { logGroupName, prefix: `${streamPrefix}/${container?.name ?? ''}` };
}
