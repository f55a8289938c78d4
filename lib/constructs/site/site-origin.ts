import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { ENV, siteOriginParameterName } from '#contracts/names.ts';
import type { AppFunction } from '../functions/app-function.ts';

/**
 * The site's origin, `https://…`, in a parameter whose name both sides know: the site needs the WebSocket API's address, and
 * the API's function this origin, so that stacks that referred to each other would be a circle.
 */
export class SiteOrigin extends StringParameter {
  constructor(scope: Construct, id: string, { stage, origin }: { readonly stage: string; readonly origin: string }) {
    super(scope, id, {
      parameterName: siteOriginParameterName(stage),
      stringValue: origin,
      description: 'Origin of the site, whose pages may connect to the WebSocket API',
    });
    // Without a site nobody may connect.
    this.applyRemovalPolicy(RemovalPolicy.DESTROY);
  }

  static readBy(reader: AppFunction, stage: string): void {
    const parameterName = siteOriginParameterName(stage);
    const resourceName = parameterName.slice(1);
    const arn = Stack.of(reader).formatArn({ service: 'ssm', resource: 'parameter', resourceName });
    reader.addEnvironment(ENV.siteOriginParameter, parameterName);
    reader.addToRolePolicy(new PolicyStatement({ actions: ['ssm:GetParameter'], resources: [arn] }));
  }
}
