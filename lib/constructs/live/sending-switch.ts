import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ENV } from '#contracts/names.ts';
import type { AppFunction } from '../functions/app-function.ts';

/**
 * The brake of what costs most: while it says `off`, nothing is sent to viewers. It is a parameter rather than a setting, so
 * that it works within seconds and without a deployment, which doesn't set it back unless its text here changes.
 */
export class SendingSwitch extends Construct {
  readonly parameter: StringParameter;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.parameter = new StringParameter(this, 'Parameter', {
      stringValue: 'on',
      description: 'on or off: whether positions are sent to viewers',
    });
    this.parameter.applyRemovalPolicy(RemovalPolicy.DESTROY);
    new CfnOutput(Stack.of(this), 'SendingSwitchParameter', { value: this.parameter.parameterName });
  }

  /** The name and the right to read it come together. */
  governs(sender: AppFunction): void {
    sender.addEnvironment(ENV.sendingSwitchParameter, this.parameter.parameterName);
    this.parameter.grantRead(sender);
  }
}
