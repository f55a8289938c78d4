import { CfnTopic } from 'aws-cdk-lib/aws-msk';
import type { Construct } from 'constructs';

export interface KafkaTopicProps {
  readonly clusterArn: string;
  readonly topicName: string;
  readonly partitions: number;
  /** Copies of each partition. */
  readonly replication: number;
  /** Topic settings by Kafka's names. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A topic of an MSK cluster with Kafka 3.6 or later; deleting it deletes its records. */
export class KafkaTopic extends CfnTopic {
  constructor(
    scope: Construct,
    id: string,
    { clusterArn, topicName, partitions, replication, settings }: KafkaTopicProps,
  ) {
    super(scope, id, {
      clusterArn,
      topicName,
      partitionCount: partitions,
      replicationFactor: replication,
      configs: Buffer.from(JSON.stringify(settings)).toString('base64'),
    });
  }
}
