import { Duration } from 'aws-cdk-lib';
import { WebSocketRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { ENV } from '#contracts/names.ts';
import { AppFunction } from '../functions/app-function.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';
import { SiteOrigin } from '../site/site-origin.ts';
import type { WebsocketApi } from './websocket-api.ts';

export interface WebsocketRoutesProps {
  readonly websocket: WebsocketApi;
  readonly settings: FunctionSettings;
  /** Stage whose site's pages may connect. */
  readonly stage: string;
  /** Web origins beside the site's own that viewers may connect from. */
  readonly extraOrigins: readonly string[];
  readonly maxConnections: number;
  readonly broadcastEverySeconds: number;
}

const ROUTE_IDS: Readonly<Record<string, string>> = {
  $connect: 'Connect',
  $disconnect: 'Disconnect',
  $default: 'Default',
  subscribe: 'Subscribe',
  ping: 'Ping',
};

/** The function behind every route of the WebSocket API. It answers through the management API: there are no route responses. */
export class WebsocketRoutes extends Construct {
  readonly handler: AppFunction;

  constructor(scope: Construct, id: string, props: WebsocketRoutesProps) {
    super(scope, id);
    this.handler = new AppFunction(this, 'Function', {
      folder: 'websocket',
      description: 'Connections and subscriptions of viewers',
      // API Gateway waits no longer.
      timeout: Duration.seconds(29),
      settings: props.settings,
      databaseRole: 'writer',
      environment: {
        ...(props.extraOrigins.length > 0 && { [ENV.allowedOrigins]: props.extraOrigins.join(',') }),
        [ENV.websocketEndpoint]: props.websocket.callbackUrl,
        [ENV.maxConnections]: String(props.maxConnections),
        [ENV.broadcastEveryMs]: String(props.broadcastEverySeconds * 1000),
      },
    });
    SiteOrigin.readBy(this.handler, props.stage);
    props.websocket.letPost(this.handler);
    for (const [routeKey, routeId] of Object.entries(ROUTE_IDS)) {
      new WebSocketRoute(this, routeId, {
        webSocketApi: props.websocket.api,
        routeKey,
        // One of its own for each route: the right to invoke is given per integration.
        integration: new WebSocketLambdaIntegration(`${routeId}Integration`, this.handler),
      });
    }
  }
}
