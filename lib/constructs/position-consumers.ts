import { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ENV } from '#contracts/names.ts';
import { AppFunction } from './app-function.ts';
import type { WebsocketApi } from './websocket-api.ts';

export interface PositionConsumersProps {
  readonly websocket: WebsocketApi;
  readonly databaseUri: ISecret;
  readonly logRetention: RetentionDays;
}

/** The two functions that read the position topic. Their event source mappings are in the stream stack, beside Kafka. */
export class PositionConsumers extends Construct {
  readonly store: AppFunction;
  readonly broadcast: AppFunction;

  constructor(scope: Construct, id: string, { websocket, databaseUri, logRetention }: PositionConsumersProps) {
    super(scope, id);
    this.store = new AppFunction(this, 'Store', {
      folder: 'position-store',
      description: 'Stores positions: latest and history',
      memorySize: 1024,
      timeout: Duration.seconds(60),
      logRetention,
    });
    this.store.useDatabase(databaseUri);
    this.broadcast = new AppFunction(this, 'Broadcast', {
      folder: 'position-broadcast',
      description: 'Sends positions to the viewers whose box they are in',
      memorySize: 1769,
      timeout: Duration.seconds(30),
      logRetention,
      environment: { [ENV.websocketEndpoint]: websocket.stage.callbackUrl },
    });
    this.broadcast.useDatabase(databaseUri);
    websocket.stage.grantManagementApiAccess(this.broadcast);
  }
}
