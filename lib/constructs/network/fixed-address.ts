import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnEIP, NatProvider } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** A public address that stays, and the NAT gateway that has it. */
export class FixedAddress extends Construct {
  readonly nat: NatProvider;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const address = new CfnEIP(this, 'Address', { domain: 'vpc' });
    // One that nothing uses costs, and another's allow-list has to change with it anyway.
    address.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.nat = NatProvider.gateway({ eipAllocationIds: [address.attrAllocationId] });
    new CfnOutput(Stack.of(this), 'EgressAddress', { value: address.attrPublicIp });
  }
}
