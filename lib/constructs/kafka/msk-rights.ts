import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { KafkaAccess } from './kafka-access.ts';
import { mskResources } from './msk-resources.ts';

/** Looking up the brokers, where they aren't known. */
function findingRights({ clusterArn, brokers }: KafkaAccess): PolicyStatement[] {
  if (brokers !== null) return [];
  return [new PolicyStatement({ actions: ['kafka:GetBootstrapBrokers'], resources: [clusterArn] })];
}

/** Seeing how the two topics are, for comparing them with how they should be. */
function comparingRights(access: KafkaAccess): PolicyStatement {
  return new PolicyStatement({
    actions: ['kafka-cluster:DescribeTopic', 'kafka-cluster:DescribeTopicDynamicConfiguration'],
    resources: topicArns(access),
  });
}

function topicArns({ clusterArn, topic, deadLetterTopic }: KafkaAccess): string[] {
  const msk = mskResources(clusterArn);
  return [msk.topicArn(topic), msk.topicArn(deadLetterTopic)];
}

/** What the producer may do: write positions; make the two topics only where nobody else can. */
export function producingRights(access: KafkaAccess): PolicyStatement[] {
  const { clusterArn, topic, topicMaker } = access;
  return [
    ...findingRights(access),
    new PolicyStatement({
      actions: ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', 'kafka-cluster:WriteDataIdempotently'],
      resources: [clusterArn],
    }),
    comparingRights(access),
    new PolicyStatement({
      actions: ['kafka-cluster:WriteData'],
      resources: [mskResources(clusterArn).topicArn(topic)],
    }),
    ...(topicMaker === 'producer'
      ? [new PolicyStatement({ actions: ['kafka-cluster:CreateTopic'], resources: topicArns(access) })]
      : []),
  ];
}

/** What the task may do that brings the two topics into line: in a cluster of others nothing but compare. */
export function topicRights(access: KafkaAccess): PolicyStatement[] {
  const { clusterArn, topicMaker } = access;
  return [
    ...findingRights(access),
    new PolicyStatement({
      actions: ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'],
      resources: [clusterArn],
    }),
    comparingRights(access),
    ...(topicMaker === 'others'
      ? []
      : [
          new PolicyStatement({
            actions: [
              'kafka-cluster:AlterTopic',
              'kafka-cluster:AlterTopicDynamicConfiguration',
              'kafka-cluster:CreateTopic',
            ],
            resources: topicArns(access),
          }),
        ]),
  ];
}

/** Lambda reads through network interfaces in the cluster's subnets; these actions know no resources. */
const NETWORK_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
];

/**
 * What an event source mapping does in its function's name: read the topic as its group, and write the records that it gives
 * up into the dead-letter topic.
 */
export function consumingRights(
  { clusterArn, topic, deadLetterTopic }: KafkaAccess,
  { groupId, setsAside }: { readonly groupId: string; readonly setsAside: boolean },
): PolicyStatement[] {
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
    ...(setsAside
      ? [
          new PolicyStatement({
            actions: ['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'],
            resources: [msk.topicArn(deadLetterTopic)],
          }),
        ]
      : []),
    new PolicyStatement({ actions: NETWORK_ACTIONS, resources: ['*'] }),
  ];
}
