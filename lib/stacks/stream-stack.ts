import { Stack, type StackProps } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { CONSUMER_GROUPS } from '#contracts/names.ts';
import type { DatabaseAccess } from '../constructs/database-access.ts';
import { KafkaConsumer } from '../constructs/kafka-consumer.ts';
import type { PositionConsumers } from '../constructs/position-consumers.ts';
import { PositionProducer } from '../constructs/position-producer.ts';

export interface StreamStackProps extends StackProps {
  readonly vpc: IVpc;
  readonly producerSecurityGroup: ISecurityGroup;
  readonly clusterArn: string;
  readonly topic: string;
  readonly partitions: number;
  readonly consumers: PositionConsumers;
  readonly database: DatabaseAccess;
  readonly sources: readonly string[];
  readonly feedEnvironment: Readonly<Record<string, string>>;
  readonly broadcastEverySeconds: number;
  readonly logRetention: RetentionDays;
}

/** How long a batch of the store waits for more: fewer and larger documents are worth a second. */
const STORE_WINDOW_SECONDS = 1;

/** What moves positions: the producer into Kafka, and two consumer groups out of it into the functions of the live stack. */
export class StreamStack extends Stack {
  constructor(scope: Construct, id: string, props: StreamStackProps) {
    super(scope, id, props);
    const { clusterArn, topic } = props;
    new KafkaConsumer(this, 'Store', {
      consumer: props.consumers.store,
      clusterArn,
      topic,
      groupId: CONSUMER_GROUPS.store,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchingWindowSeconds: STORE_WINDOW_SECONDS,
    });
    new KafkaConsumer(this, 'Broadcast', {
      consumer: props.consumers.broadcast,
      clusterArn,
      topic,
      groupId: CONSUMER_GROUPS.broadcast,
      startingPosition: StartingPosition.LATEST,
      batchingWindowSeconds: props.broadcastEverySeconds,
    });
    new PositionProducer(this, 'Producer', {
      vpc: props.vpc,
      securityGroup: props.producerSecurityGroup,
      clusterArn,
      topic,
      partitions: props.partitions,
      database: props.database,
      sources: props.sources,
      feedEnvironment: props.feedEnvironment,
      logRetention: props.logRetention,
    });
  }
}
