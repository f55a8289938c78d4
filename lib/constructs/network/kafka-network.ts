import { Annotations } from 'aws-cdk-lib';
import {
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
  type ISecurityGroup,
  type IVpc,
  type SubnetSelection,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { KafkaSettings } from '../../deployment-settings.ts';

/** Brokers listen here for clients with IAM authentication. */
const KAFKA_IAM_PORT = 9098;

/** Where Kafka is, and who may reach it. */
export interface KafkaNetwork {
  readonly vpc: IVpc;
  /** Without a way out, in an own network. */
  readonly brokerSubnets: SubnetSelection;
  /** With a way out to feeds and database. */
  readonly producerSubnets: SubnetSelection;
  /** The producer goes out by an address of its own; else by that of a NAT gateway. */
  readonly producerHasAddress: boolean;
  /** Of the brokers, and of what Lambda reads them by. */
  readonly brokers: ISecurityGroup;
  /** Lets nobody in. */
  readonly producer: ISecurityGroup;
}

export interface OwnKafkaNetworkProps {
  readonly vpc: IVpc;
  /** There are subnets behind a NAT gateway: the producer logs in to the database too, which may let in no other address. */
  readonly hasNat: boolean;
}

/** The groups of a Kafka of our own: its brokers are reached by each other, by event source mappings and by the producer. */
export class OwnKafkaNetwork extends Construct implements KafkaNetwork {
  readonly vpc: IVpc;
  readonly brokerSubnets: SubnetSelection = { subnetType: SubnetType.PRIVATE_ISOLATED };
  readonly producerSubnets: SubnetSelection;
  readonly producerHasAddress: boolean;
  readonly brokers: SecurityGroup;
  readonly producer: SecurityGroup;

  constructor(scope: Construct, id: string, { vpc, hasNat }: OwnKafkaNetworkProps) {
    super(scope, id);
    this.vpc = vpc;
    this.producerHasAddress = !hasNat;
    this.producerSubnets = { subnetType: hasNat ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PUBLIC };
    this.producer = producerGroup(this, vpc);
    this.brokers = new SecurityGroup(this, 'Brokers', { vpc, description: 'Kafka brokers and what reads from them' });
    this.brokers.addIngressRule(this.brokers, Port.tcp(KAFKA_IAM_PORT), 'Event source mappings');
    this.brokers.addIngressRule(this.producer, Port.tcp(KAFKA_IAM_PORT), 'Position producer');
  }
}

/**
 * The network of a Kafka that is there already, by what was said of it. Its brokers' group gets one rule, for the producer;
 * that its members reach each other on that port, as event source mappings need it, is for those who run it.
 */
export class ExistingKafkaNetwork extends Construct implements KafkaNetwork {
  readonly vpc: IVpc;
  readonly brokerSubnets: SubnetSelection = { subnetType: SubnetType.PRIVATE_ISOLATED };
  readonly producerSubnets: SubnetSelection = { subnetType: SubnetType.PUBLIC };
  readonly producerHasAddress = true;
  readonly brokers: ISecurityGroup;
  readonly producer: SecurityGroup;

  constructor(scope: Construct, id: string, settings: Extract<KafkaSettings, { mode: 'existing' }>) {
    super(scope, id);
    this.vpc = Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: settings.vpcId,
      availabilityZones: [...settings.availabilityZones],
      publicSubnetIds: [...settings.publicSubnetIds],
      isolatedSubnetIds: [...settings.brokerSubnetIds],
    });
    const reason = 'Nothing here changes the routes of a network that is there';
    Annotations.of(this).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId', reason);
    this.producer = producerGroup(this, this.vpc);
    this.brokers = SecurityGroup.fromSecurityGroupId(this, 'Brokers', settings.brokerSecurityGroupId);
    this.brokers.addIngressRule(this.producer, Port.tcp(KAFKA_IAM_PORT), 'Position producer');
  }
}

function producerGroup(scope: Construct, vpc: IVpc): SecurityGroup {
  return new SecurityGroup(scope, 'Producer', { vpc, description: 'Position producer' });
}
