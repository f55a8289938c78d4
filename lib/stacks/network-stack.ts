import { Annotations, Stack, type StackProps } from 'aws-cdk-lib';
import { SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { FixedAddress } from '../constructs/network/fixed-address.ts';
import type { FunctionEgress } from '../constructs/functions/function-settings.ts';
import { ExistingKafkaNetwork, OwnKafkaNetwork, type KafkaNetwork } from '../constructs/network/kafka-network.ts';
import { OwnVpc } from '../constructs/network/own-vpc.ts';
import { PollingEndpoints } from '../constructs/kafka/polling-endpoints.ts';
import type { DeploymentConfig } from '../config.ts';
import { logRetentionOf } from '../log-retention.ts';

export interface NetworkStackProps extends StackProps {
  readonly config: Pick<
    DeploymentConfig,
    'kafka' | 'eventSources' | 'fixedEgress' | 'databaseHost' | 'logRetentionDays'
  >;
}

/**
 * Two zones with public subnets for the producer and isolated ones for the brokers, or the network of a Kafka that is there
 * already. No NAT gateway, unless functions and producer are to have a fixed address: they then have subnets behind one. A
 * producer in a network that was there keeps the ways of that network.
 */
export class NetworkStack extends Stack {
  readonly kafka: KafkaNetwork;
  /** Null: functions stay outside. */
  readonly egress: FunctionEgress | null;

  constructor(scope: Construct, id: string, { config, ...props }: NetworkStackProps) {
    super(scope, id, props);
    const { kafka: kafkaSettings, fixedEgress } = config;
    const logRetention = logRetentionOf(config);
    if (config.databaseHost === null && !fixedEgress) warnOfOpenDatabase(this);
    const nat = fixedEgress ? new FixedAddress(this, 'Egress').nat : null;
    const createVpc = (hasBrokers: boolean): OwnVpc => new OwnVpc(this, 'Vpc', { hasBrokers, nat, logRetention });
    const isOnDemand = config.eventSources === 'onDemand';
    if (kafkaSettings.mode === 'existing') {
      const network = new ExistingKafkaNetwork(this, 'Kafka', kafkaSettings);
      // Functions don't reach for Kafka, it is read for them: they need not be in its network.
      this.egress = fixedEgress ? this.functionEgress(createVpc(false)) : null;
      this.kafka = network;
      if (isOnDemand && kafkaSettings.createEndpoints) {
        new PollingEndpoints(this, 'Polling', { network, otherCallers: null });
      }
      return;
    }
    const vpc = createVpc(true);
    const network = new OwnKafkaNetwork(this, 'Kafka', { vpc, hasNat: fixedEgress });
    this.egress = fixedEgress ? this.functionEgress(vpc) : null;
    this.kafka = network;
    if (isOnDemand) {
      const otherCallers = [network.producer, ...(this.egress === null ? [] : [this.egress.securityGroup])];
      new PollingEndpoints(this, 'Polling', { network, otherCallers });
    }
    // Whoever is moved behind the gateway or from there refers to one kind while the other is still in use.
    for (const { subnetId } of vpc.publicSubnets) this.exportValue(subnetId);
  }

  private functionEgress(vpc: OwnVpc): FunctionEgress {
    return {
      vpc,
      subnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      securityGroup: new SecurityGroup(this, 'Functions', { vpc, description: 'Functions with a fixed address' }),
    };
  }
}

function warnOfOpenDatabase(stack: Stack): void {
  const message =
    'Functions leave under any address, so the database has to let everybody in, and a password is all that guards it: set ' +
    'databaseHost (login by IAM) or fixedEgress (docs/decisions/0018-roles-of-the-database.md)';
  Annotations.of(stack).addWarningV2('airlines:open-database', message);
}
