import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ENV } from '#contracts/names.ts';
import { AppFunction } from '../functions/app-function.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';
import type { SendingSwitch } from './sending-switch.ts';
import type { WebsocketApi } from './websocket-api.ts';

export interface PositionConsumersProps {
  readonly websocket: WebsocketApi;
  readonly settings: FunctionSettings;
  readonly sendingSwitch: SendingSwitch;
  readonly reservedConcurrency: number | null;
}

/** The two functions that read the position topic. Their event source mappings are in the stream stack, beside Kafka. */
export class PositionConsumers extends Construct {
  readonly store: AppFunction;
  readonly broadcast: AppFunction;

  constructor(scope: Construct, id: string, props: PositionConsumersProps) {
    super(scope, id);
    const { websocket, settings, reservedConcurrency } = props;
    const common = { settings, databaseRole: 'writer', reservedConcurrency } as const;
    this.store = new AppFunction(this, 'Store', {
      folder: 'position-store',
      description: 'Stores positions: latest and history',
      // A batch of 10,000 takes some 170 ms of a whole CPU; the minute is for a database that is slow, not for work.
      memorySize: 1024,
      timeout: Duration.seconds(60),
      ...common,
    });
    this.broadcast = new AppFunction(this, 'Broadcast', {
      folder: 'position-broadcast',
      description: 'Sends positions to the viewers whose box they are in',
      // A whole CPU, since viewers wait while frames are made; what is older than a minute isn't worth sending any more.
      memorySize: 1769,
      timeout: Duration.seconds(30),
      environment: { [ENV.websocketEndpoint]: websocket.callbackUrl },
      ...common,
    });
    props.sendingSwitch.governs(this.broadcast);
    websocket.letPost(this.broadcast);
  }
}
