import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { AdminApi } from '../constructs/admin-api.ts';
import type { LufthansaAccess } from '../constructs/app-function.ts';
import { HttpApi } from '../constructs/http-api.ts';
import { WebsocketApi } from '../constructs/websocket-api.ts';

export interface ApiStackProps extends StackProps {
  readonly databaseUri: ISecret;
  readonly lufthansa: LufthansaAccess;
  readonly referenceEtl: IFunction;
  readonly logRetention: RetentionDays;
}

/**
 * The addresses that clients call: the HTTP API with its functions, and the WebSocket API, whose routes the live stack adds.
 */
export class ApiStack extends Stack {
  readonly http: HttpApi;
  readonly websocket: WebsocketApi;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const { databaseUri, lufthansa, referenceEtl, logRetention } = props;
    this.http = new HttpApi(this, 'Http', { databaseUri, callsPerHour: lufthansa.callsPerHour, logRetention });
    new AdminApi(this, 'Admin', { api: this.http.api, databaseUri, lufthansa, referenceEtl, logRetention });
    this.websocket = new WebsocketApi(this, 'Websocket');
    new CfnOutput(this, 'ApiUrl', { value: this.http.url });
    new CfnOutput(this, 'WebsocketUrl', { value: this.websocket.stage.url });
  }
}
