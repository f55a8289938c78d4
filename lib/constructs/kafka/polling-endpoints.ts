import {
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  Peer,
  Port,
  SecurityGroup,
  type IConnectable,
  type IPeer,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { KafkaNetwork } from '../network/kafka-network.ts';

export interface PollingEndpointsProps {
  readonly network: KafkaNetwork;
  /** Who else in this network calls Lambda or STS; null: nobody knows, it is another's network. */
  readonly otherCallers: readonly (IConnectable & IPeer)[] | null;
}

const SERVICES = { Lambda: InterfaceVpcEndpointAwsService.LAMBDA, Sts: InterfaceVpcEndpointAwsService.STS } as const;
/** RFC 1918: what addresses within a network are. */
const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/**
 * Event source mappings on demand read from within the brokers' subnets, as members of their group, and need Lambda and STS
 * there. The endpoints take over the names of the two services in the whole network, so everybody there who calls them has
 * to be let in too: the producer takes on its role at the database by STS.
 */
export class PollingEndpoints extends Construct {
  constructor(scope: Construct, id: string, { network, otherCallers }: PollingEndpointsProps) {
    super(scope, id);
    const { vpc, brokers, brokerSubnets } = network;
    const group = new SecurityGroup(this, 'Group', {
      vpc,
      description: 'Endpoints of Lambda and STS',
      allowAllOutbound: false,
    });
    group.addIngressRule(brokers, Port.tcp(443), 'Event source mappings');
    const others = otherCallers ?? PRIVATE_RANGES.map((range) => Peer.ipv4(range));
    for (const caller of others) group.addIngressRule(caller, Port.tcp(443), 'Callers within this network');
    for (const [name, service] of Object.entries(SERVICES)) {
      new InterfaceVpcEndpoint(this, name, {
        vpc,
        service,
        subnets: brokerSubnets,
        securityGroups: [group],
        open: false,
      });
    }
  }
}
