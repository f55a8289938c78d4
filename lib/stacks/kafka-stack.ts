import { Names, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { SubnetType, type ISecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnCluster, CfnConfiguration } from 'aws-cdk-lib/aws-msk';
import type { Construct } from 'constructs';
import { DEAD_LETTER_SUFFIX, DEFAULT_POSITION_TOPIC } from '#contracts/names.ts';
import { positionTopicSettings } from '../position-topic-settings.ts';
import { KafkaTopic } from '../constructs/kafka-topic.ts';

export interface KafkaStackProps extends StackProps {
  readonly vpc: IVpc;
  readonly securityGroup: ISecurityGroup;
  readonly partitions: number;
  /** Disk of each broker. */
  readonly brokerDiskGb: number;
  readonly logRetention: RetentionDays;
}

const BROKERS = 2;
/** The last line that runs on `kafka.t3.small` for certain. */
const KAFKA_VERSION = '3.9.x';
/** Of the brokers' disks, what positions may take: the rest is for indexes, offsets and a broker that is behind. */
const POSITIONS_SHARE = 0.6;
const BYTES_PER_GB = 1024 ** 3;

const SERVER_PROPERTIES = [
  'auto.create.topics.enable=false',
  'default.replication.factor=2',
  'min.insync.replicas=1',
  'offsets.topic.replication.factor=2',
];

/**
 * Kafka: two small brokers that let clients in by IAM only, and the two topics. Two copies of each record, of which one has
 * to be in sync: the restart of a broker must not stop producing.
 */
export class KafkaStack extends Stack {
  readonly clusterArn: string;
  readonly topic = DEFAULT_POSITION_TOPIC;

  constructor(scope: Construct, id: string, props: KafkaStackProps) {
    super(scope, id, props);
    const cluster = this.createCluster(props);
    this.clusterArn = cluster.attrArn;
    const settings = positionTopicSettings({
      partitions: props.partitions,
      maxBytes: Math.floor(props.brokerDiskGb * BYTES_PER_GB * POSITIONS_SHARE),
    });
    new KafkaTopic(this, 'Positions', {
      clusterArn: this.clusterArn,
      topicName: this.topic,
      partitions: props.partitions,
      replication: BROKERS,
      settings: settings.positions,
    });
    new KafkaTopic(this, 'DeadLetters', {
      clusterArn: this.clusterArn,
      topicName: `${this.topic}${DEAD_LETTER_SUFFIX}`,
      partitions: 1,
      replication: BROKERS,
      settings: settings.deadLetters,
    });
  }

  private createCluster({ vpc, securityGroup, brokerDiskGb, logRetention }: KafkaStackProps): CfnCluster {
    const configuration = new CfnConfiguration(this, 'Configuration', {
      name: Names.uniqueResourceName(this, { maxLength: 60, separator: '-' }),
      kafkaVersionsList: [KAFKA_VERSION],
      serverProperties: SERVER_PROPERTIES.join('\n'),
    });
    const logGroup = new LogGroup(this, 'BrokerLogs', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const cluster = new CfnCluster(this, 'Cluster', {
      clusterName: Names.uniqueResourceName(this, { maxLength: 60, separator: '-' }),
      kafkaVersion: KAFKA_VERSION,
      numberOfBrokerNodes: BROKERS,
      brokerNodeGroupInfo: {
        instanceType: 'kafka.t3.small',
        clientSubnets: vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_ISOLATED }).subnetIds,
        securityGroups: [securityGroup.securityGroupId],
        storageInfo: { ebsStorageInfo: { volumeSize: brokerDiskGb } },
      },
      clientAuthentication: { sasl: { iam: { enabled: true } }, unauthenticated: { enabled: false } },
      encryptionInfo: { encryptionInTransit: { clientBroker: 'TLS', inCluster: true } },
      configurationInfo: { arn: configuration.attrArn, revision: configuration.attrLatestRevisionRevision },
      loggingInfo: { brokerLogs: { cloudWatchLogs: { enabled: true, logGroup: logGroup.logGroupName } } },
    });
    cluster.applyRemovalPolicy(RemovalPolicy.DESTROY);
    return cluster;
  }
}
