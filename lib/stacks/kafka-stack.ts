import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DeploymentConfig } from '../config.ts';
import type { KafkaAccess } from '../constructs/kafka/kafka-access.ts';
import type { KafkaNetwork } from '../constructs/network/kafka-network.ts';
import { ProvisionedKafka } from '../constructs/kafka/provisioned-kafka.ts';
import { ServerlessKafka } from '../constructs/kafka/serverless-kafka.ts';
import type { KafkaSettings } from '../deployment-settings.ts';
import { logRetentionOf } from '../log-retention.ts';

export interface KafkaStackProps extends StackProps {
  readonly config: Pick<DeploymentConfig, 'positionPartitions' | 'logRetentionDays'>;
  readonly kafkaSettings: Exclude<KafkaSettings, { mode: 'existing' }>;
  readonly network: KafkaNetwork;
}

/** Kafka of our own. What it holds is a day old at most and stored elsewhere: it goes with its stack. */
export class KafkaStack extends Stack {
  readonly access: KafkaAccess;

  constructor(scope: Construct, id: string, props: KafkaStackProps) {
    super(scope, id, props);
    const { config, kafkaSettings: settings, network } = props;
    const partitions = config.positionPartitions;
    const kafka =
      settings.mode === 'provisioned'
        ? new ProvisionedKafka(this, 'Provisioned', {
            network,
            partitions,
            brokerDiskGb: settings.brokerDiskGb,
            logRetention: logRetentionOf(config),
          })
        : new ServerlessKafka(this, 'Serverless', { network, partitions });
    this.access = kafka.access;
    new CfnOutput(this, 'ClusterArn', { value: this.access.clusterArn });
  }
}
