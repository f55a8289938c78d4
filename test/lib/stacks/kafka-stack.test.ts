import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { KAFKA_MODES, type KafkaMode } from '../kafka-modes.ts';
import { synthesise } from '../synthesise.ts';

const GB = 2 ** 30;

describe('Kafka of our own', () => {
  const { template, resources, stacks } = synthesise();

  it('is two small brokers that let clients in by IAM only, encrypted, with their logs', () => {
    template('Kafka').hasResourceProperties('AWS::MSK::Cluster', {
      KafkaVersion: '3.9.x',
      NumberOfBrokerNodes: 2,
      BrokerNodeGroupInfo: Match.objectLike({
        InstanceType: 'kafka.t3.small',
        StorageInfo: { EBSStorageInfo: { VolumeSize: 20 } },
      }),
      ClientAuthentication: { Sasl: { Iam: { Enabled: true } }, Unauthenticated: { Enabled: false } },
      EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true } },
      LoggingInfo: { BrokerLogs: { CloudWatchLogs: { Enabled: true, LogGroup: Match.anyValue() } } },
    });
    template('Kafka').hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
    expect(template('Kafka').findOutputs('ClusterArn')).not.toEqual({});
  });

  it('has the two topics, two copies of each, and guesses no format of settings', () => {
    const topics = resources('Kafka', 'AWS::MSK::Topic').map(([, { Properties = {} }]) => [
      Properties['TopicName'],
      Properties['PartitionCount'],
      Properties['ReplicationFactor'],
      Properties['Configs'],
    ]);
    expect(topics).toEqual([
      ['aircraft-positions', 3, 2, undefined],
      ['aircraft-positions-dlq', 1, 2, undefined],
    ]);
  });

  it.each([
    [1, 20],
    [6, 100],
  ])(
    'bounds topics without settings, %i partitions on %i GB, to a day and to three fifths of the disk',
    (partitions, brokerDiskGb) => {
      const settings = { positionPartitions: partitions, kafka: { mode: 'provisioned', brokerDiskGb } };
      const [, configuration] = synthesise(settings).resources('Kafka', 'AWS::MSK::Configuration')[0]!;
      const text = configuration.Properties?.['ServerProperties'] as string;
      const lines = text.split('\n').map((line) => line.split('='));
      const defaults = Object.fromEntries(lines) as Record<string, string>;
      expect(defaults).toMatchObject({
        'auto.create.topics.enable': 'false',
        'default.replication.factor': '2',
        'min.insync.replicas': '1',
        'log.retention.ms': '86400000',
      });
      const all = Number(defaults['log.retention.bytes']) * (partitions + 1);
      expect(all).toBeLessThanOrEqual(brokerDiskGb * 0.6 * GB);
      expect(all).toBeGreaterThan(brokerDiskGb * 0.59 * GB);
      expect(Number(defaults['log.segment.bytes'])).toBeLessThan(Number(defaults['log.retention.bytes']) / 7);
    },
  );

  it('is there before the stream is', () => {
    const stream = stacks.find(({ node }) => node.id === 'Stream');
    expect(stream?.dependencies.map(({ node }) => node.id)).toContain('Kafka');
  });
});

describe('Kafka without servers', () => {
  const { template, resources } = synthesise({ kafka: KAFKA_MODES.serverless });

  it('lets clients in by IAM only, from within the brokers’ subnets', () => {
    template('Kafka').hasResourceProperties('AWS::MSK::ServerlessCluster', {
      ClientAuthentication: { Sasl: { Iam: { Enabled: true } } },
      VpcConfigs: [{ SubnetIds: [Match.anyValue(), Match.anyValue()], SecurityGroups: [Match.anyValue()] }],
    });
    expect(template('Kafka').findOutputs('ClusterArn')).not.toEqual({});
  });

  it('gets no topics from CloudFormation, which can’t make them there', () => {
    expect(resources('Kafka', 'AWS::MSK::Topic')).toEqual([]);
  });
});

it('has no stack of Kafka where Kafka is there already', () => {
  const ids = synthesise({ kafka: KAFKA_MODES.existing }).stacks.map(({ node }) => node.id);
  expect(ids).toContain('Stream');
  expect(ids).not.toContain('Kafka');
});

const MODES: readonly KafkaMode[] = ['provisioned', 'serverless', 'existing'];
const combinations = MODES.flatMap((mode) =>
  (['onDemand', 'provisioned'] as const).flatMap((eventSources) =>
    [false, true].map((fixedEgress) => ({ mode, eventSources, fixedEgress })),
  ),
);

describe.each(combinations)('Kafka $mode, mappings $eventSources, fixed address $fixedEgress', (combination) => {
  const { mode, eventSources, fixedEgress } = combination;

  it('is synthesised with what it needs, pays for nothing else, and has no circle between its stacks', () => {
    const { resources, stacks, app } = synthesise({ kafka: KAFKA_MODES[mode], eventSources, fixedEgress });
    const count = (stack: string, type: string): number => resources(stack, type).length;
    const hasKafka = mode !== 'existing';
    expect(stacks.map(({ node }) => node.id).includes('Kafka')).toBe(hasKafka);
    expect(hasKafka ? count('Kafka', 'AWS::MSK::Cluster') : 0).toBe(mode === 'provisioned' ? 1 : 0);
    expect(hasKafka ? count('Kafka', 'AWS::MSK::ServerlessCluster') : 0).toBe(mode === 'serverless' ? 1 : 0);
    expect(hasKafka ? count('Kafka', 'AWS::MSK::Topic') : 0).toBe(mode === 'provisioned' ? 2 : 0);
    expect(count('Network', 'AWS::EC2::VPCEndpoint')).toBe(eventSources === 'onDemand' ? 2 : 0);
    expect(count('Network', 'AWS::EC2::NatGateway')).toBe(fixedEgress ? 1 : 0);
    expect(count('Network', 'AWS::EC2::VPC')).toBe(hasKafka || fixedEgress ? 1 : 0);
    expect(count('Stream', 'AWS::Lambda::EventSourceMapping')).toBe(2);
    const assembly = app.synth();
    expect(assembly.stacks.map(({ id }) => id).sort()).toEqual(stacks.map(({ node }) => node.id).sort());
    const network = stacks.find(({ node }) => node.id === 'Network');
    expect(network?.dependencies).toEqual([]);
  });
});
