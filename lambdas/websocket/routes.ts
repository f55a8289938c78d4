import { encodeError } from '#contracts/live-messages.ts';
import type { WebsocketEvent, WebsocketResponse } from '#contracts/websocket-event.ts';
import { answerMessage, type AnswerMessageOptions, type Subscriptions } from './answer-message.ts';
import { openConnection, type OpenConnectionOptions, type OpenConnections } from './open-connection.ts';

/** Port: everything kept about connections. */
export interface Connections extends OpenConnections, Subscriptions {
  remove(connectionIds: readonly string[]): Promise<void>;
}

export interface RoutesOptions
  extends Omit<OpenConnectionOptions, 'connections'>, Omit<AnswerMessageOptions, 'subscriptions'> {
  readonly connections: Connections;
  /** Port: sends one message to the connection of the event; its error has the code `gone` when nobody is there. */
  readonly post: (event: WebsocketEvent, text: string) => Promise<void>;
  readonly logger: { error(message: string, fields: Readonly<Record<string, unknown>>): void };
}

/** Leads each route of the WebSocket API to its use case. */
export function createRoutes(options: RoutesOptions): (event: WebsocketEvent) => Promise<WebsocketResponse> {
  const { connections, post, logger } = options;

  const reply = async (event: WebsocketEvent, text: string): Promise<void> => {
    try {
      await post(event, text);
    } catch (error) {
      if (!isGone(error)) throw error;
      await connections.remove([event.connectionId]);
    }
  };

  const onMessage = async (event: WebsocketEvent): Promise<WebsocketResponse> => {
    try {
      const answer = await answerMessage(event, { ...options, subscriptions: connections });
      if (answer !== null) await reply(event, answer);
      return { statusCode: 200 };
    } catch (error) {
      logger.error('a message could not be answered', { error });
      await reply(event, encodeError('unavailable', 'the server could not do this now: try again'));
      return { statusCode: 500 };
    }
  };

  return async (event) => {
    switch (event.routeKey) {
      case '$connect':
        return openConnection(event, options);
      case '$disconnect':
        await connections.remove([event.connectionId]);
        return { statusCode: 200 };
      default:
        return onMessage(event);
    }
  };
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'gone';
}
