import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { EXISTING_KAFKA, KAFKA_MODES } from '../kafka-modes.ts';
import { rightsOf } from '../rights-of.ts';
import { plainId, synthesise, type Resource, type Synthesised } from '../synthesise.ts';

const CLUSTER = 'cluster/shared/01234567-89ab-cdef-0123-456789abcdef-1';
const within = (kind: string, name: string): string => `${CLUSTER.replace('cluster', kind)}/${name}`;
const POSITIONS = within('topic', 'aircraft-positions');
const DEAD_LETTERS = within('topic', 'aircraft-positions-dlq');

const onDemand = synthesise();
const provisioned = synthesise({ eventSources: 'provisioned', positionPartitions: 6 });
const serverless = synthesise({ kafka: KAFKA_MODES.serverless });
/** ARNs are known here, so that rights can be compared word for word. */
const FEED_SECRET = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:opensky-AbCdEf';
const existing = synthesise({
  kafka: EXISTING_KAFKA,
  databaseHost: 'cluster0.abcde.mongodb.net',
  feedEnvironment: { OPENSKY_SECRET_ARN: FEED_SECRET, OPENSKY_BOXES: '5,45,15,55' },
});
const existingProvisioned = synthesise({ kafka: EXISTING_KAFKA, eventSources: 'provisioned' });
const existingCreating = synthesise({ kafka: { ...EXISTING_KAFKA, createTopics: true } });

function mapping({ resources }: Synthesised, id: 'Store' | 'Broadcast'): Resource {
  const found = resources('Stream', 'AWS::Lambda::EventSourceMapping').find(([name]) => name.startsWith(id));
  if (found === undefined) throw new Error(`no mapping ${id}`);
  return found[1];
}

const policies = ({ resources }: Synthesised, prefix: string) =>
  resources('Stream', 'AWS::IAM::Policy').filter(([id]) => id.startsWith(prefix));

/** Of Kafka only. */
const kafkaRights = (synthesised: Synthesised, prefix: string): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(rightsOf(policies(synthesised, prefix))).filter(([on]) => /^(cluster|topic|group)\//.test(on)),
  );

interface Container {
  readonly Environment: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly [name: string]: unknown;
}

function container({ resources }: Synthesised, id: 'Producer' | 'Topics'): Container {
  const [, task] = resources('Stream', 'AWS::ECS::TaskDefinition').find(([name]) => name.startsWith(id))!;
  return (task.Properties?.['ContainerDefinitions'] as [Container])[0];
}

const environment = (synthesised: Synthesised, id: 'Producer' | 'Topics'): Record<string, unknown> =>
  Object.fromEntries(container(synthesised, id).Environment.map(({ Name, Value }) => [Name, Value]));

describe('the mappings', () => {
  const shared = { Topics: ['aircraft-positions'], BatchSize: 10_000, MaximumBatchingWindowInSeconds: 1 };

  it('lead the topic to the store from the beginning and to the broadcast from the end', () => {
    for (const deployment of [onDemand, provisioned]) {
      expect(deployment.resources('Stream', 'AWS::Lambda::EventSourceMapping')).toHaveLength(2);
      expect(mapping(deployment, 'Store').Properties).toMatchObject({
        ...shared,
        StartingPosition: 'TRIM_HORIZON',
        AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'position-store' },
      });
      expect(mapping(deployment, 'Broadcast').Properties).toMatchObject({
        ...shared,
        StartingPosition: 'LATEST',
        AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'position-broadcast' },
      });
    }
  });

  it('send viewers frames as often as the stage says', () => {
    const { Properties } = mapping(synthesise({ broadcastEverySeconds: 5 }), 'Broadcast');
    expect(Properties?.['MaximumBatchingWindowInSeconds']).toBe(5);
  });

  it('on demand have nothing that is documented for pollers of their own only', () => {
    for (const id of ['Store', 'Broadcast'] as const) {
      expect(Object.keys(mapping(onDemand, id).Properties ?? {}).sort()).toEqual([
        'AmazonManagedKafkaEventSourceConfig',
        'BatchSize',
        'EventSourceArn',
        'FunctionName',
        'MaximumBatchingWindowInSeconds',
        'StartingPosition',
        'Tags',
        'Topics',
      ]);
    }
  });

  it('with pollers of their own share what is paid for, halve what fails and end their retries by age', () => {
    const both = {
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10_000,
      MetricsConfig: { Metrics: ['EventCount', 'ErrorCount', 'KafkaMetrics'] },
      LoggingConfig: { SystemLogLevel: 'WARN' },
    };
    const PollerGroupName = 'airlines-dev-stream';
    expect(mapping(provisioned, 'Store').Properties).toMatchObject({
      ...both,
      ProvisionedPollerConfig: { MinimumPollers: 1, MaximumPollers: 6, PollerGroupName },
      MaximumRecordAgeInSeconds: 23 * 3600,
      DestinationConfig: { OnFailure: { Destination: 'kafka://aircraft-positions-dlq' } },
    });
    expect(mapping(provisioned, 'Broadcast').Properties).toMatchObject({
      ...both,
      ProvisionedPollerConfig: { MinimumPollers: 1, MaximumPollers: 1, PollerGroupName },
      MaximumRecordAgeInSeconds: 60,
    });
    expect(mapping(provisioned, 'Broadcast').Properties).not.toHaveProperty('DestinationConfig');
  });

  it('never have more pollers than Lambda gives', () => {
    const settings = { kafka: EXISTING_KAFKA, eventSources: 'provisioned', positionPartitions: 1000 };
    const { Properties } = mapping(synthesise(settings), 'Store');
    expect(Properties?.['ProvisionedPollerConfig']).toMatchObject({ MaximumPollers: 200 });
  });

  const reading = (group: string) => ({
    [CLUSTER]: [
      'kafka-cluster:Connect',
      'kafka-cluster:DescribeClusterDynamicConfiguration',
      'kafka:DescribeClusterV2',
      'kafka:GetBootstrapBrokers',
    ],
    [POSITIONS]: ['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'],
    [within('group', group)]: ['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'],
  });

  it('may read their topic as their group, and the store’s may write what it gives up, and nothing else', () => {
    expect(kafkaRights(existing, 'StoreRights')).toEqual(reading('position-store'));
    expect(kafkaRights(existing, 'BroadcastRights')).toEqual(reading('position-broadcast'));
    expect(kafkaRights(existingProvisioned, 'BroadcastRights')).toEqual(reading('position-broadcast'));
    expect(kafkaRights(existingProvisioned, 'StoreRights')).toEqual({
      ...reading('position-store'),
      [DEAD_LETTERS]: ['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'],
    });
  });

  it('may make network interfaces, whose actions know no resources', () => {
    expect(rightsOf(policies(existing, 'StoreRights'))['*']).toEqual([
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ]);
  });

  it('wait for their rights, and for a producer that makes their topic', () => {
    const waitsFor = (deployment: Synthesised, id: 'Store' | 'Broadcast'): (string | undefined)[] =>
      (mapping(deployment, id).DependsOn ?? []).map(plainId).filter((name) => !name.endsWith('TaskRole'));
    for (const id of ['Store', 'Broadcast'] as const) {
      for (const deployment of [onDemand, existing]) expect(waitsFor(deployment, id)).toEqual([`${id}Rights`]);
      for (const deployment of [serverless, existingCreating]) {
        expect(waitsFor(deployment, id).sort()).toEqual(['ProducerService', `${id}Rights`].sort());
      }
    }
  });
});

describe('the producer', () => {
  it('is one task on arm64 that ends before the next begins, and goes back to the last one that worked', () => {
    onDemand.template('Stream').hasResourceProperties('AWS::ECS::Service', {
      DesiredCount: 1,
      LaunchType: 'FARGATE',
      EnableExecuteCommand: false,
      AvailabilityZoneRebalancing: 'DISABLED',
      DeploymentConfiguration: Match.objectLike({
        MinimumHealthyPercent: 0,
        MaximumPercent: 100,
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      }),
      NetworkConfiguration: { AwsvpcConfiguration: Match.objectLike({ AssignPublicIp: 'ENABLED' }) },
    });
    onDemand.template('Stream').allResourcesProperties('AWS::ECS::TaskDefinition', {
      RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
    });
    expect(onDemand.template('Stream').findOutputs('ProducerClusterName')).not.toEqual({});
    expect(onDemand.template('Stream').findOutputs('ProducerServiceName')).not.toEqual({});
  });

  it('goes out by the fixed address that functions have, but for one in a network that was there', () => {
    const wayOut = ({ resources }: Synthesised): [string, boolean] => {
      const [[, service]] = resources('Stream', 'AWS::ECS::Service') as [[string, Resource]];
      const { AwsvpcConfiguration: network } = service.Properties?.['NetworkConfiguration'] as {
        AwsvpcConfiguration: { AssignPublicIp: string; Subnets: unknown[] };
      };
      return [network.AssignPublicIp, JSON.stringify(network.Subnets).includes('functions')];
    };
    expect(wayOut(synthesise({ fixedEgress: true }))).toEqual(['DISABLED', true]);
    expect(wayOut(synthesise({ fixedEgress: true, kafka: EXISTING_KAFKA }))).toEqual(['ENABLED', false]);
    expect(wayOut(onDemand)).toEqual(['ENABLED', false]);
  });

  it('stops by configuration', () => {
    synthesise({ producerTasks: 0 }).template('Stream').hasResourceProperties('AWS::ECS::Service', { DesiredCount: 0 });
  });

  it('opens no port, writes no file, is not root and is looked at', () => {
    for (const id of ['Producer', 'Topics'] as const) {
      const definition = container(onDemand, id);
      expect(definition).toMatchObject({
        ReadonlyRootFilesystem: true,
        User: 'node',
        LinuxParameters: { Capabilities: { Drop: ['ALL'] } },
        StopTimeout: 30,
      });
      expect(definition).not.toHaveProperty('PortMappings');
    }
    expect(container(onDemand, 'Producer')['HealthCheck']).toMatchObject({ Interval: 15, StartPeriod: 60 });
  });

  it('is told of Kafka by its ARN, or by the brokers that are known', () => {
    expect(environment(onDemand, 'Producer')).toMatchObject({
      KAFKA_CLUSTER_ARN: expect.anything() as unknown,
      KAFKA_AUTH: 'msk-iam',
      KAFKA_SERVERLESS: 'off',
      KAFKA_CREATE_TOPICS: 'off',
      POSITION_TOPIC: 'aircraft-positions',
      POSITION_PARTITIONS: '3',
      POSITION_TOPIC_MAX_MB: '12288',
    });
    expect(environment(onDemand, 'Producer')).not.toHaveProperty('KAFKA_BROKERS');
    expect(environment(existing, 'Producer')).toMatchObject({
      KAFKA_BROKERS: EXISTING_KAFKA.brokers.join(','),
      KAFKA_SERVERLESS: 'off',
    });
    expect(environment(existing, 'Producer')).not.toHaveProperty('KAFKA_CLUSTER_ARN');
  });

  it('makes topics where nobody else can or when it is told to, and then only', () => {
    const made = { provisioned: onDemand, serverless, existing, existingCreating };
    const creating = Object.entries(made).filter(
      ([, deployment]) => environment(deployment, 'Producer')['KAFKA_CREATE_TOPICS'] === 'on',
    );
    expect(creating.map(([name]) => name)).toEqual(['serverless', 'existingCreating']);
    expect(environment(serverless, 'Producer')['KAFKA_SERVERLESS']).toBe('on');
    const clusterArn = EXISTING_KAFKA.clusterArn.replace(/-1$/, '-s2');
    const other = synthesise({ kafka: { ...EXISTING_KAFKA, clusterArn } });
    expect(environment(other, 'Producer')['KAFKA_SERVERLESS']).toBe('on');
  });

  it('may write the topic and see how the two topics are, and make them only where it has to', () => {
    const producing = {
      [CLUSTER]: ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', 'kafka-cluster:WriteDataIdempotently'],
      [POSITIONS]: [
        'kafka-cluster:DescribeTopic',
        'kafka-cluster:DescribeTopicDynamicConfiguration',
        'kafka-cluster:WriteData',
      ],
      [DEAD_LETTERS]: ['kafka-cluster:DescribeTopic', 'kafka-cluster:DescribeTopicDynamicConfiguration'],
    };
    expect(kafkaRights(existing, 'ProducerTaskTaskRole')).toEqual(producing);
    expect(kafkaRights(existingCreating, 'ProducerTaskTaskRole')).toEqual({
      ...producing,
      [POSITIONS]: ['kafka-cluster:CreateTopic', ...producing[POSITIONS]!],
      [DEAD_LETTERS]: ['kafka-cluster:CreateTopic', ...producing[DEAD_LETTERS]!],
    });
    const own = JSON.stringify(policies(onDemand, 'ProducerTaskTaskRole'));
    expect(own).toContain('kafka:GetBootstrapBrokers');
    expect(own).not.toMatch(/CreateTopic|AlterTopic|ReadData|AlterGroup/);
  });

  it('logs in to the database by the writer’s role, or by the secret', () => {
    expect(environment(existing, 'Producer')).toHaveProperty('MONGODB_ROLE_ARN');
    expect(JSON.stringify(policies(existing, 'ProducerTaskTaskRole'))).toMatch(/sts:AssumeRole.*DatabaseRolesWriter/);
    expect(environment(onDemand, 'Producer')).toHaveProperty('MONGODB_SECRET_ARN');
    expect(JSON.stringify(policies(onDemand, 'ProducerTaskTaskRole'))).toContain('secretsmanager:GetSecretValue');
  });
});

describe('the secrets of feeds', () => {
  it('may be read by the producer where an option names them, and no other', () => {
    expect(environment(existing, 'Producer')).toMatchObject({ OPENSKY_SECRET_ARN: FEED_SECRET });
    const readable = (deployment: Synthesised, task: string) =>
      Object.entries(rightsOf(policies(deployment, task))).filter(([, actions]) =>
        actions.some((action) => action.startsWith('secretsmanager:')),
      );
    expect(readable(existing, 'ProducerTaskTaskRole')).toEqual([[FEED_SECRET, ['secretsmanager:GetSecretValue']]]);
    expect(readable(existing, 'TopicsTaskTaskRole')).toEqual([]);
    expect(readable(existingCreating, 'ProducerTaskTaskRole')).toHaveLength(1);
  });
});

describe('the task that brings topics into line', () => {
  it('runs the other command of the same image, without the database, and is told', () => {
    expect(container(onDemand, 'Topics')).toMatchObject({
      Command: ['node', 'topics.mjs'],
      Image: container(onDemand, 'Producer')['Image'],
    });
    expect(Object.keys(environment(onDemand, 'Topics')).filter((name) => name.startsWith('MONGODB'))).toEqual([]);
    expect(onDemand.template('Stream').findOutputs('TopicsTaskDefinition')).not.toEqual({});
  });

  it('alone may change topics, the two; in a cluster of others it may only compare', () => {
    const comparing = ['kafka-cluster:DescribeTopic', 'kafka-cluster:DescribeTopicDynamicConfiguration'];
    const cluster = ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'];
    expect(kafkaRights(existing, 'TopicsTaskTaskRole')).toEqual({
      [CLUSTER]: cluster,
      [POSITIONS]: comparing,
      [DEAD_LETTERS]: comparing,
    });
    const changing = [
      'kafka-cluster:AlterTopic',
      'kafka-cluster:AlterTopicDynamicConfiguration',
      'kafka-cluster:CreateTopic',
      ...comparing,
    ];
    expect(kafkaRights(existingCreating, 'TopicsTaskTaskRole')).toEqual({
      [CLUSTER]: cluster,
      [POSITIONS]: changing,
      [DEAD_LETTERS]: changing,
    });
    expect(environment(existing, 'Topics')['KAFKA_CREATE_TOPICS']).toBe('off');
    expect(environment(onDemand, 'Topics')['KAFKA_CREATE_TOPICS']).toBe('on');
    for (const deployment of [onDemand, serverless]) {
      const altering = deployment.everything().filter(([, , { Type, Properties }]) => {
        return Type === 'AWS::IAM::Policy' && JSON.stringify(Properties).includes('kafka-cluster:AlterTopic');
      });
      expect(altering.map(([stack, id]) => `${stack} ${plainId(id)}`)).toEqual([
        'Stream TopicsTaskTaskRoleDefaultPolicy',
      ]);
    }
  });
});
