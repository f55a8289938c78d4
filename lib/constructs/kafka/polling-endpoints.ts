import { InterfaceVpcEndpoint, InterfaceVpcEndpointAwsService, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { KafkaNetwork } from '../network/kafka-network.ts';

const SERVICES = { Lambda: InterfaceVpcEndpointAwsService.LAMBDA, Sts: InterfaceVpcEndpointAwsService.STS } as const;

/**
 * Event source mappings on demand read from within the brokers' subnets, as members of their group, and need Lambda and STS
 * there. Nobody else reaches the endpoints.
 */
export class PollingEndpoints extends Construct {
  constructor(scope: Construct, id: string, { vpc, brokers, brokerSubnets }: KafkaNetwork) {
    super(scope, id);
    const group = new SecurityGroup(this, 'Group', {
      vpc,
      description: 'Endpoints of Lambda and STS',
      allowAllOutbound: false,
    });
    group.addIngressRule(brokers, Port.tcp(443), 'Event source mappings');
    for (const [name, service] of Object.entries(SERVICES)) {
      new InterfaceVpcEndpoint(this, name, {
        ...{ vpc, service, subnets: brokerSubnets },
        securityGroups: [group],
        open: false,
      });
    }
  }
}
