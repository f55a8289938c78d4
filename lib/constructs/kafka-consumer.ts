import { Duration } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, StartingPosition, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { mskResources } from './msk-resources.ts';

export interface KafkaConsumerProps {
  readonly consumer: IFunction;
  readonly clusterArn: string;
  readonly topic: string;
  readonly groupId: string;
  /** Where a group begins that has committed nothing. */
  readonly startingPosition: StartingPosition.LATEST | StartingPosition.TRIM_HORIZON;
  /** How long a batch may wait for more records, whole seconds. */
  readonly batchingWindowSeconds: number;
  /** Records; the event stays within 6 MB in any case. @default 10000, the most */
  readonly batchSize?: number;
}

/**
 * An event source mapping for MSK in on-demand mode: a failed batch comes again until it works. The right to read, which
 * CDK doesn't give, is there before the mapping is.
 */
export class KafkaConsumer extends Construct {
  readonly mapping: EventSourceMapping;

  constructor(scope: Construct, id: string, props: KafkaConsumerProps) {
    super(scope, id);
    const { consumer, clusterArn, topic, groupId } = props;
    const { role } = consumer;
    if (role === undefined) throw new Error(`${consumer.node.path} has no role that could read ${topic}`);
    const rights = new Policy(this, 'Rights', { statements: readingRights(clusterArn, topic, groupId), roles: [role] });
    this.mapping = new EventSourceMapping(this, 'Mapping', {
      target: consumer,
      eventSourceArn: clusterArn,
      kafkaTopic: topic,
      kafkaConsumerGroupId: groupId,
      startingPosition: props.startingPosition,
      batchSize: props.batchSize ?? 10_000,
      maxBatchingWindow: Duration.seconds(props.batchingWindowSeconds),
    });
    this.mapping.node.addDependency(rights);
  }
}

function readingRights(clusterArn: string, topic: string, groupId: string): PolicyStatement[] {
  const msk = mskResources(clusterArn);
  return [
    new PolicyStatement({
      actions: ['kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers'],
      resources: [clusterArn],
    }),
    new PolicyStatement({
      actions: ['kafka-cluster:Connect', 'kafka-cluster:DescribeClusterDynamicConfiguration'],
      resources: [clusterArn],
    }),
    new PolicyStatement({
      actions: ['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'],
      resources: [msk.topicArn(topic)],
    }),
    new PolicyStatement({
      actions: ['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'],
      resources: [msk.groupArn(groupId)],
    }),
    // Lambda reads through network interfaces in the cluster's subnets; these actions know no resources.
    new PolicyStatement({
      actions: [
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
      ],
      resources: ['*'],
    }),
  ];
}
