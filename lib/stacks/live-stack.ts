import { Stack, type StackProps } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { PositionCompaction } from '../constructs/position-compaction.ts';
import { PositionConsumers } from '../constructs/position-consumers.ts';
import type { WebsocketApi } from '../constructs/websocket-api.ts';
import { WebsocketRoutes } from '../constructs/websocket-routes.ts';

export interface LiveStackProps extends StackProps {
  readonly databaseUri: ISecret;
  readonly websocket: WebsocketApi;
  /** Web origins that viewers may connect from. */
  readonly allowedOrigins: readonly string[];
  readonly maxConnections: number;
  readonly broadcastEverySeconds: number;
  readonly maxHistoryMb: number;
  readonly logRetention: RetentionDays;
}

/** The functions of live positions: storing, broadcasting, viewers' messages, compaction with its timer. */
export class LiveStack extends Stack {
  readonly consumers: PositionConsumers;

  constructor(scope: Construct, id: string, props: LiveStackProps) {
    super(scope, id, props);
    const { databaseUri, websocket, logRetention } = props;
    this.consumers = new PositionConsumers(this, 'Consumers', { databaseUri, websocket, logRetention });
    new PositionCompaction(this, 'Compaction', { databaseUri, maxHistoryMb: props.maxHistoryMb, logRetention });
    new WebsocketRoutes(this, 'Websocket', {
      websocket,
      databaseUri,
      allowedOrigins: props.allowedOrigins,
      maxConnections: props.maxConnections,
      broadcastEverySeconds: props.broadcastEverySeconds,
      logRetention,
    });
  }
}
