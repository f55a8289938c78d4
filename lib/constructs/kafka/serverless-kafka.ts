import { Names, RemovalPolicy } from 'aws-cdk-lib';
import { CfnServerlessCluster } from 'aws-cdk-lib/aws-msk';
import { Construct } from 'constructs';
import { POSITION_TOPIC, UNSIZED_TOPIC_MAX_MB, type KafkaAccess } from './kafka-access.ts';
import type { KafkaNetwork } from '../network/kafka-network.ts';

export interface ServerlessKafkaProps {
  readonly network: KafkaNetwork;
  readonly partitions: number;
}

/** MSK Serverless. Its topics can't be made from outside, so the producer makes them when it starts. */
export class ServerlessKafka extends Construct {
  readonly access: KafkaAccess;

  constructor(scope: Construct, id: string, { network, partitions }: ServerlessKafkaProps) {
    super(scope, id);
    const cluster = new CfnServerlessCluster(this, 'Cluster', {
      clusterName: Names.uniqueResourceName(this, { maxLength: 60, separator: '-' }),
      clientAuthentication: { sasl: { iam: { enabled: true } } },
      vpcConfigs: [
        {
          subnetIds: network.vpc.selectSubnets(network.brokerSubnets).subnetIds,
          securityGroups: [network.brokers.securityGroupId],
        },
      ],
    });
    cluster.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.access = {
      ...POSITION_TOPIC,
      clusterArn: cluster.attrArn,
      brokers: null,
      isServerless: true,
      ownBrokers: 0,
      partitions,
      topicMaxMb: UNSIZED_TOPIC_MAX_MB,
      topicMaker: 'producer',
    };
  }
}
