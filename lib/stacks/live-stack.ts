import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DeploymentConfig } from '../config.ts';
import type { FunctionSettings } from '../constructs/functions/function-settings.ts';
import { PositionCompaction } from '../constructs/live/position-compaction.ts';
import { PositionConsumers } from '../constructs/live/position-consumers.ts';
import { SendingSwitch } from '../constructs/live/sending-switch.ts';
import { WebsocketApi } from '../constructs/live/websocket-api.ts';
import { WebsocketRoutes } from '../constructs/live/websocket-routes.ts';

export interface LiveStackProps extends StackProps {
  readonly config: Pick<
    DeploymentConfig,
    | 'stage'
    | 'extraOrigins'
    | 'apiGatewayLogRole'
    | 'reservedConcurrency'
    | 'maxConnections'
    | 'broadcastEverySeconds'
    | 'maxHistoryMb'
  >;
  readonly settings: FunctionSettings;
  /** Address of an emulator; null on AWS. */
  readonly localEndpoint: string | null;
}

/** Live positions: the WebSocket API with its function, storing, broadcasting, and compaction with its timer. */
export class LiveStack extends Stack {
  readonly websocket: WebsocketApi;
  readonly sendingSwitch: SendingSwitch;
  readonly consumers: PositionConsumers;
  readonly routes: WebsocketRoutes;
  readonly compaction: PositionCompaction;

  constructor(scope: Construct, id: string, { config, settings, localEndpoint, ...props }: LiveStackProps) {
    super(scope, id, props);
    const { reservedConcurrency } = config;
    this.websocket = new WebsocketApi(this, 'Websocket', {
      localEndpoint,
      logRetention: settings.logRetention,
      logRole: config.apiGatewayLogRole,
    });
    this.sendingSwitch = new SendingSwitch(this, 'Sending');
    const { websocket, sendingSwitch } = this;
    this.consumers = new PositionConsumers(this, 'Consumers', {
      settings,
      websocket,
      sendingSwitch,
      reservedConcurrency,
    });
    this.compaction = new PositionCompaction(this, 'Compaction', { settings, maxHistoryMb: config.maxHistoryMb });
    this.routes = new WebsocketRoutes(this, 'Routes', {
      websocket,
      settings,
      stage: config.stage,
      extraOrigins: config.extraOrigins,
      maxConnections: config.maxConnections,
      broadcastEverySeconds: config.broadcastEverySeconds,
    });
  }
}
