import { RemovalPolicy } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  FlowLogMaxAggregationInterval,
  FlowLogTrafficType,
  SubnetType,
  Vpc,
  type NatProvider,
  type SubnetConfiguration,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export interface OwnVpcProps {
  /** Makes subnets without a way out. */
  readonly hasBrokers: boolean;
  /** The one NAT gateway, and subnets that go out through it; null: neither. */
  readonly nat: NatProvider | null;
  readonly logRetention: RetentionDays;
}

/** Two zones: what stacks without a region of their own get, and what two brokers need. */
const ZONES = 2;

/**
 * A network of ours, with no way in. The flow log holds what was refused, which is little and is what would be looked for:
 * everything that passes would cost more than the brokers.
 */
export class OwnVpc extends Vpc {
  constructor(scope: Construct, id: string, { hasBrokers, nat, logRetention }: OwnVpcProps) {
    super(scope, id, {
      maxAzs: ZONES,
      ...(nat === null ? { natGateways: 0 } : { natGateways: 1, natGatewayProvider: nat }),
      subnetConfiguration: subnets(hasBrokers, nat !== null),
    });
    this.addFlowLog('Refused', {
      destination: FlowLogDestination.toCloudWatchLogs(
        new LogGroup(this, 'RefusedLogs', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY }),
      ),
      trafficType: FlowLogTrafficType.REJECT,
      maxAggregationInterval: FlowLogMaxAggregationInterval.TEN_MINUTES,
    });
  }
}

/** Addresses are given out in this order, so what comes and goes with a setting is last. */
function subnets(hasBrokers: boolean, hasNat: boolean): SubnetConfiguration[] {
  const cidrMask = 24;
  return [
    { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask },
    ...(hasBrokers ? [{ name: 'brokers', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask }] : []),
    ...(hasNat ? [{ name: 'functions', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask }] : []),
  ];
}
