import { WebSocketApi as Api, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';

/** Messages and connections per second of all viewers together. */
const THROTTLE = { rateLimit: 500, burstLimit: 1000 };

/**
 * The address of the WebSocket API. Its routes are made apart (`websocket-routes.ts`): the site's content security policy
 * needs the address, the routes' function needs the site's.
 */
export class WebsocketApi extends Construct {
  readonly api: Api;
  readonly stage: WebSocketStage;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new Api(this, 'Api', { routeSelectionExpression: '$request.body.action' });
    this.stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.api,
      stageName: 'live',
      autoDeploy: true,
      throttle: THROTTLE,
    });
  }
}
