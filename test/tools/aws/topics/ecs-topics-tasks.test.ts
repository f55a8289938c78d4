import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  RunTaskCommand,
} from '@aws-sdk/client-ecs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createEcsTopicsTasks } from '../../../../tools/aws/topics/ecs-topics-tasks.ts';

const TASK = 'arn:aws:ecs:eu-central-1:111111111111:task/cluster/0a1b';
const ecs = mockClient(ECSClient);
const logs = mockClient(CloudWatchLogsClient);
const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } };
const region = 'eu-central-1';

const createTasks = () =>
  createEcsTopicsTasks(
    { ecs: new ECSClient({ region }), logs: new CloudWatchLogsClient({ region }) },
    { cluster: 'cluster', service: 'producer', taskDefinition: 'topics:3' },
  );

beforeEach(() => {
  ecs.reset();
  logs.reset();
  ecs.on(DescribeServicesCommand).resolves({ services: [{ networkConfiguration }] });
  ecs.on(DescribeTaskDefinitionCommand).resolves({
    taskDefinition: {
      containerDefinitions: [
        {
          name: 'Producer',
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': 'topics-logs', 'awslogs-stream-prefix': 'producer' },
          },
        },
      ],
    },
  });
  ecs.on(RunTaskCommand).resolves({ tasks: [{ taskArn: TASK }] });
});

test('the task runs once, in the network of the producer', async () => {
  expect(await createTasks().start()).toBe(TASK);
  expect(ecs.commandCalls(RunTaskCommand).map(({ args }) => args[0].input)).toEqual([
    { cluster: 'cluster', taskDefinition: 'topics:3', networkConfiguration, launchType: 'FARGATE', count: 1 },
  ]);
});

test('a task that ECS has no place for, and a producer that is not there, are errors', async () => {
  ecs.on(RunTaskCommand).resolves({ failures: [{ reason: 'RESOURCE:FARGATE' }] });
  await expect(createTasks().start()).rejects.toThrow(/no place for the task: RESOURCE:FARGATE/);
  ecs.on(DescribeServicesCommand).resolves({ services: [] });
  await expect(createTasks().start()).rejects.toThrow(/no service producer/);
});

test.each([
  [{ lastStatus: 'PROVISIONING' }, { hasStopped: false, exitCode: null }],
  [
    { lastStatus: 'STOPPED', stoppedReason: 'exited', containers: [{ exitCode: 0 }] },
    { hasStopped: true, exitCode: 0, reason: 'exited' },
  ],
  [
    { lastStatus: 'STOPPED', stoppedReason: 'failed to start', containers: [{ reason: 'no image' }] },
    { hasStopped: true, exitCode: null, reason: 'failed to start; no image' },
  ],
])('%j is told as it is', async (task, state) => {
  ecs.on(DescribeTasksCommand).resolves({ tasks: [task] });
  expect(await createTasks().look(TASK)).toMatchObject(state);
});

test('each line is read once, from the stream of the task, without control characters', async () => {
  const absent = Object.assign(new Error('The specified log stream does not exist.'), {
    name: 'ResourceNotFoundException',
  });
  logs
    .on(GetLogEventsCommand)
    .rejectsOnce(absent)
    .resolvesOnce({ events: [{ message: 'aircraft-positions: changed\u001b[31m' }], nextForwardToken: 'f/1' })
    .resolves({ events: [], nextForwardToken: 'f/1' });
  const tasks = createTasks();
  const task = await tasks.start();
  expect(await tasks.readNewLines(task)).toEqual([]);
  expect(await tasks.readNewLines(task)).toEqual(['aircraft-positions: changed [31m']);
  expect(await tasks.readNewLines(task)).toEqual([]);
  const asked = logs.commandCalls(GetLogEventsCommand).map(({ args }) => args[0].input);
  expect(asked[1]).toMatchObject({ logGroupName: 'topics-logs', logStreamName: 'producer/Producer/0a1b' });
  expect(asked.map(({ nextToken }) => nextToken)).toEqual([undefined, undefined, 'f/1']);
});
