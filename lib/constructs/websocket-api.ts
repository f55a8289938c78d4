import { CfnOutput, Stack } from 'aws-cdk-lib';
import { WebSocketApi as Api, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';

export interface WebsocketApiProps {
  /** Address of an emulator, which answers for AWS; null on AWS. */
  readonly localEndpoint: string | null;
}

/** Messages and connections per second of all viewers together. */
const THROTTLE = { rateLimit: 500, burstLimit: 1000 };

/** The address that viewers connect to. Its routes are in `websocket-routes.ts`. */
export class WebsocketApi extends Construct {
  readonly api: Api;
  readonly stage: WebSocketStage;
  /** `wss:` address for the page. */
  readonly url: string;
  /** `https:` address of the management API, by which functions post to viewers. */
  readonly callbackUrl: string;

  constructor(scope: Construct, id: string, { localEndpoint }: WebsocketApiProps) {
    super(scope, id);
    this.api = new Api(this, 'Api', { routeSelectionExpression: '$request.body.action' });
    this.stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.api,
      stageName: 'live',
      autoDeploy: true,
      throttle: THROTTLE,
    });
    const localUrl = `${localEndpoint ?? ''}/_aws/execute-api/${this.api.apiId}/${this.stage.stageName}`;
    this.url = localEndpoint === null ? this.stage.url : localUrl.replace(/^http/, 'ws');
    this.callbackUrl = localEndpoint === null ? this.stage.callbackUrl : localUrl;
    new CfnOutput(Stack.of(this), 'WebsocketUrl', { value: this.url });
  }
}
