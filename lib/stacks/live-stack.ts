import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionSettings } from '../constructs/functions/function-settings.ts';
import { PositionCompaction } from '../constructs/live/position-compaction.ts';
import { PositionConsumers } from '../constructs/live/position-consumers.ts';
import { SendingSwitch } from '../constructs/live/sending-switch.ts';
import { WebsocketApi } from '../constructs/live/websocket-api.ts';
import { WebsocketRoutes } from '../constructs/live/websocket-routes.ts';

export interface LiveStackProps extends StackProps {
  readonly settings: FunctionSettings;
  /** Stage whose site's pages may connect. */
  readonly stage: string;
  /** Address of an emulator; null on AWS. */
  readonly localEndpoint: string | null;
  /** Web origins beside the site's own that viewers may connect from. */
  readonly extraOrigins: readonly string[];
  /** Whether the role by which API Gateway logs is made here, or is there already. */
  readonly apiGatewayLogRole: 'create' | 'existing';
  readonly reservedConcurrency: number | null;
  readonly maxConnections: number;
  readonly broadcastEverySeconds: number;
  readonly maxHistoryMb: number;
}

/** Live positions: the WebSocket API with its function, storing, broadcasting, and compaction with its timer. */
export class LiveStack extends Stack {
  readonly websocket: WebsocketApi;
  readonly sendingSwitch: SendingSwitch;
  readonly consumers: PositionConsumers;
  readonly routes: WebsocketRoutes;
  readonly compaction: PositionCompaction;

  constructor(scope: Construct, id: string, props: LiveStackProps) {
    super(scope, id, props);
    const { settings, reservedConcurrency } = props;
    this.websocket = new WebsocketApi(this, 'Websocket', {
      localEndpoint: props.localEndpoint,
      logRetention: settings.logRetention,
      logRole: props.apiGatewayLogRole,
    });
    this.sendingSwitch = new SendingSwitch(this, 'Sending');
    const { websocket, sendingSwitch } = this;
    this.consumers = new PositionConsumers(this, 'Consumers', {
      ...{ settings, websocket, sendingSwitch, reservedConcurrency },
    });
    this.compaction = new PositionCompaction(this, 'Compaction', { settings, maxHistoryMb: props.maxHistoryMb });
    this.routes = new WebsocketRoutes(this, 'Routes', {
      websocket,
      settings,
      stage: props.stage,
      extraOrigins: props.extraOrigins,
      maxConnections: props.maxConnections,
      broadcastEverySeconds: props.broadcastEverySeconds,
    });
  }
}
