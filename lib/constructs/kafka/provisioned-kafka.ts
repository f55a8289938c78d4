import { Names, RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnCluster, CfnConfiguration, CfnTopic } from 'aws-cdk-lib/aws-msk';
import { Construct } from 'constructs';
import { brokerDefaults, positionTopicMaxMb } from '../../broker-defaults.ts';
import { POSITION_TOPIC, type KafkaAccess } from './kafka-access.ts';
import type { KafkaNetwork } from '../network/kafka-network.ts';

export interface ProvisionedKafkaProps {
  readonly network: KafkaNetwork;
  readonly partitions: number;
  /** Disk of each broker. */
  readonly brokerDiskGb: number;
  readonly logRetention: RetentionDays;
}

const BROKERS = 2;
/** The last line that runs on `kafka.t3.small` for certain. */
const KAFKA_VERSION = '3.9.x';

/**
 * Two small brokers that let clients in by IAM only, and the two topics. The topics get no settings here, since what
 * `AWS::MSK::Topic` wants to have them in isn't documented: the brokers' defaults bound them until `npm run topics` gives
 * them their own.
 */
export class ProvisionedKafka extends Construct {
  readonly access: KafkaAccess;

  constructor(scope: Construct, id: string, props: ProvisionedKafkaProps) {
    super(scope, id);
    const { partitions } = props;
    const topicMaxMb = positionTopicMaxMb(props.brokerDiskGb);
    const cluster = this.createCluster(props, topicMaxMb);
    const clusterArn = cluster.attrArn;
    const { topic, deadLetterTopic } = POSITION_TOPIC;
    this.createTopic('Positions', { clusterArn, topicName: topic, partitionCount: partitions });
    this.createTopic('DeadLetters', { clusterArn, topicName: deadLetterTopic, partitionCount: 1 });
    this.access = {
      clusterArn,
      topic,
      deadLetterTopic,
      partitions,
      topicMaxMb,
      brokers: null,
      isServerless: false,
      ownBrokers: BROKERS,
      topicMaker: 'stack',
    };
  }

  private createCluster({ network, partitions, ...props }: ProvisionedKafkaProps, maxMb: number): CfnCluster {
    const name = Names.uniqueResourceName(this, { maxLength: 60, separator: '-' });
    const defaults = Object.entries(brokerDefaults({ partitions, maxMb, copies: BROKERS }));
    const configuration = new CfnConfiguration(this, 'Configuration', {
      name,
      kafkaVersionsList: [KAFKA_VERSION],
      serverProperties: defaults.map((setting) => setting.join('=')).join('\n'),
    });
    const logGroup = new LogGroup(this, 'BrokerLogs', {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const cluster = new CfnCluster(this, 'Cluster', {
      clusterName: name,
      kafkaVersion: KAFKA_VERSION,
      numberOfBrokerNodes: BROKERS,
      brokerNodeGroupInfo: {
        instanceType: 'kafka.t3.small',
        clientSubnets: network.vpc.selectSubnets(network.brokerSubnets).subnetIds,
        securityGroups: [network.brokers.securityGroupId],
        storageInfo: { ebsStorageInfo: { volumeSize: props.brokerDiskGb } },
      },
      clientAuthentication: { sasl: { iam: { enabled: true } }, unauthenticated: { enabled: false } },
      encryptionInfo: { encryptionInTransit: { clientBroker: 'TLS', inCluster: true } },
      configurationInfo: { arn: configuration.attrArn, revision: configuration.attrLatestRevisionRevision },
      loggingInfo: { brokerLogs: { cloudWatchLogs: { enabled: true, logGroup: logGroup.logGroupName } } },
    });
    cluster.applyRemovalPolicy(RemovalPolicy.DESTROY);
    return cluster;
  }

  /** Deleting a topic deletes its records. */
  private createTopic(
    id: string,
    props: { readonly clusterArn: string; readonly topicName: string; readonly partitionCount: number },
  ): void {
    const topic = new CfnTopic(this, id, { ...props, replicationFactor: BROKERS });
    topic.applyRemovalPolicy(RemovalPolicy.DESTROY);
  }
}
