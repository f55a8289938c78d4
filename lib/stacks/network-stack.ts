import { Stack, type StackProps } from 'aws-cdk-lib';
import { InterfaceVpcEndpointAwsService, Port, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** Brokers listen here for clients with IAM authentication. */
const KAFKA_IAM_PORT = 9098;

/**
 * Two zones with a public subnet for the producer and an isolated one for the brokers; no NAT gateway. Event source
 * mappings in on-demand mode read from within the brokers' subnets and need Lambda and STS there, hence the two endpoints.
 */
export class NetworkStack extends Stack {
  readonly vpc: Vpc;
  readonly brokers: SecurityGroup;
  readonly producer: SecurityGroup;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.vpc = new Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24 },
        { name: 'brokers', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
    });
    const { vpc } = this;
    this.producer = new SecurityGroup(this, 'Producer', { vpc, description: 'Position producer' });
    this.brokers = new SecurityGroup(this, 'Brokers', { vpc, description: 'Kafka brokers and what reads from them' });
    this.brokers.addIngressRule(this.brokers, Port.tcp(KAFKA_IAM_PORT), 'Event source mappings');
    this.brokers.addIngressRule(this.producer, Port.tcp(KAFKA_IAM_PORT), 'Position producer');
    const endpoints = new SecurityGroup(this, 'Endpoints', {
      vpc,
      description: 'Endpoints of Lambda and STS',
      allowAllOutbound: false,
    });
    endpoints.addIngressRule(this.brokers, Port.tcp(443), 'Event source mappings');
    const services = {
      Lambda: InterfaceVpcEndpointAwsService.LAMBDA,
      Sts: InterfaceVpcEndpointAwsService.STS,
    };
    for (const [name, service] of Object.entries(services)) {
      vpc.addInterfaceEndpoint(name, {
        service,
        subnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
        securityGroups: [endpoints],
        open: false,
      });
    }
  }
}
