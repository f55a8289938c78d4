import { WebSocketRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ENV } from '#contracts/names.ts';
import { AppFunction } from './app-function.ts';
import type { WebsocketApi } from './websocket-api.ts';

export interface WebsocketRoutesProps {
  readonly websocket: WebsocketApi;
  readonly databaseUri: ISecret;
  /** Web origins that viewers may connect from. */
  readonly allowedOrigins: readonly string[];
  readonly maxConnections: number;
  readonly broadcastEverySeconds: number;
  readonly logRetention: RetentionDays;
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
      memorySize: 512,
      logRetention: props.logRetention,
      environment: {
        [ENV.allowedOrigins]: props.allowedOrigins.join(','),
        [ENV.maxConnections]: String(props.maxConnections),
        [ENV.broadcastEveryMs]: String(props.broadcastEverySeconds * 1000),
      },
    });
    this.handler.useDatabase(props.databaseUri);
    props.websocket.stage.grantManagementApiAccess(this.handler);
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
