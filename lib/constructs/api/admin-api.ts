import { Duration } from 'aws-cdk-lib';
import { HttpMethod, type HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ADMIN_ROUTES } from '#contracts/http-api.ts';
import { ENV } from '#contracts/names.ts';
import { AppFunction } from '../functions/app-function.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';
import { useLufthansa, type LufthansaAccess } from '../etl/lufthansa-access.ts';

export interface AdminApiProps {
  /** The routes are added to it. */
  readonly api: HttpApi;
  readonly settings: FunctionSettings;
  readonly lufthansa: LufthansaAccess;
  /** Updates the reference data. */
  readonly referenceEtl: IFunction;
}

/** What operators may start: routes that API Gateway lets only signed requests of permitted principals through to. */
export class AdminApi extends Construct {
  readonly handler: AppFunction;

  constructor(scope: Construct, id: string, props: AdminApiProps) {
    super(scope, id);
    const { api, referenceEtl } = props;
    this.handler = new AppFunction(this, 'Function', {
      folder: 'admin-api',
      description: 'Answers the admin routes of /api/',
      // A day's schedules come within 20 s; API Gateway waits 30.
      timeout: Duration.seconds(29),
      settings: props.settings,
      databaseRole: 'writer',
      environment: { [ENV.referenceEtlFunction]: referenceEtl.functionName },
    });
    useLufthansa(this.handler, props.lufthansa);
    // Not grantInvoke(), which also allows every version and alias.
    this.handler.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [referenceEtl.functionArn] }),
    );
    const integration = new HttpLambdaIntegration('Integration', this.handler);
    const authorizer = new HttpIamAuthorizer();
    for (const path of Object.values(ADMIN_ROUTES)) {
      api.addRoutes({ path, methods: [HttpMethod.POST], integration, authorizer });
    }
  }
}
