import { ContractError } from '#contracts/contract-error.ts';
import {
  encodeError,
  encodePong,
  encodeSubscribed,
  parseClientMessage,
  type ClientMessage,
} from '#contracts/live-messages.ts';
import { SUBSCRIPTION_VISIBLE_AFTER_MS } from '#contracts/subscription-visibility.ts';
import type { WebsocketEvent } from '#contracts/websocket-event.ts';
import type { BoundingBox } from '#domain/geo.ts';
import { levelForZoom } from '#domain/level.ts';
import type { Level } from '#domain/position.ts';
import { CONNECTION_LIFETIME_MS } from './open-connection.ts';

/** Port: keeps what a connection is subscribed to. */
export interface Subscriptions {
  subscribe(
    connectionId: string,
    subscription: { readonly id: number; readonly bbox: BoundingBox; readonly level: Level },
    options: { readonly nowMs: number; readonly minIntervalMs: number; readonly expiresAtMs: number },
  ): Promise<'stored' | 'too_soon'>;
}

export interface AnswerMessageOptions {
  readonly subscriptions: Subscriptions;
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly frameEveryMs: number;
}

/** Least time between two subscriptions of one connection. */
const SUBSCRIBE_INTERVAL_MS = 500;
/** A viewer that keeps the interval may be a little early here: the network delays one message more than the next. */
const JITTER_MS = 100;

/** What to send back for one message of a viewer; input that breaks the contract is answered, not thrown. */
export async function answerMessage(event: WebsocketEvent, options: AnswerMessageOptions): Promise<string> {
  let message: ClientMessage;
  try {
    message = parseClientMessage(event.body);
  } catch (error) {
    if (error instanceof ContractError) return encodeError(error.code, error.message);
    throw error;
  }
  if (message.action === 'ping') return encodePong(message.t, options.clock());
  if (message.action === 'pace') return encodeError('action_unknown', 'action must be subscribe or ping');
  return subscribe(event, message, options);
}

/**
 * Stores the subscription and answers when every broadcaster reads it, so that the `at` of the answer is a promise: what
 * a producer receives after it is sent to this viewer, what came before is in a snapshot as of a later moment.
 */
async function subscribe(
  event: WebsocketEvent,
  { id, bbox, zoom }: Extract<ClientMessage, { action: 'subscribe' }>,
  { subscriptions, clock, sleep, frameEveryMs }: AnswerMessageOptions,
): Promise<string> {
  const level = levelForZoom(zoom);
  const outcome = await subscriptions.subscribe(
    event.connectionId,
    { id, bbox, level },
    {
      nowMs: clock(),
      minIntervalMs: SUBSCRIBE_INTERVAL_MS - JITTER_MS,
      expiresAtMs: event.connectedAtMs + CONNECTION_LIFETIME_MS,
    },
  );
  if (outcome === 'too_soon') {
    return encodeError(
      'too_many_subscriptions',
      `at most one subscription in ${SUBSCRIBE_INTERVAL_MS} ms: the one before is kept, send this one again later`,
    );
  }
  await sleep(SUBSCRIPTION_VISIBLE_AFTER_MS);
  return encodeSubscribed(id, clock(), level, frameEveryMs);
}
