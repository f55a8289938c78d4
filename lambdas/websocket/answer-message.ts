import { ContractError } from '#contracts/contract-error.ts';
import {
  encodeError,
  encodePong,
  encodeSubscribed,
  encodeTilesSubscribed,
  parseClientMessage,
  type ClientMessage,
  type SubscribeMessage,
} from '#contracts/live-messages.ts';
import { SUBSCRIPTION_VISIBLE_AFTER_MS } from '#contracts/subscription-visibility.ts';
import type { WebsocketEvent } from '#contracts/websocket-event.ts';
import type { BoundingBox } from '#domain/geo.ts';
import { LEVEL_RULES, levelForZoom } from '#domain/level.ts';
import { tileArea, type TileArea } from '#domain/level-tiles.ts';
import type { Level } from '#domain/position.ts';
import { CONNECTION_LIFETIME_MS } from './open-connection.ts';

/** What a viewer is subscribed to. */
export interface Subscription {
  readonly id: number;
  readonly bbox: BoundingBox;
  readonly level: Level;
  readonly version: 1 | 2;
  readonly everyMs: number;
}

/** Port: keeps what a connection is subscribed to, and refuses changes that come too often. */
export interface Subscriptions {
  subscribe(
    connectionId: string,
    subscription: Subscription,
    options: { readonly nowMs: number; readonly minIntervalMs: number; readonly expiresAtMs: number },
  ): Promise<'stored' | 'too_soon'>;
  pace(
    connectionId: string,
    everyMs: number,
    options: { readonly nowMs: number; readonly minIntervalMs: number },
  ): Promise<'stored' | 'too_soon' | 'not_subscribed'>;
}

export interface AnswerMessageOptions {
  readonly subscriptions: Subscriptions;
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** How often the broadcaster looks for what is new: no frames come more often. */
  readonly frameEveryMs: number;
}

/** Least time between two subscriptions of one connection, and between two paces. */
const SUBSCRIBE_INTERVAL_MS = 500;
/** A viewer that keeps the interval may be a little early here: the network delays one message more than the next. */
const JITTER_MS = 100;

/** What to send back for one message of a viewer, null for nothing; input that breaks the contract is answered, not thrown. */
export async function answerMessage(event: WebsocketEvent, options: AnswerMessageOptions): Promise<string | null> {
  let message: ClientMessage;
  try {
    message = parseClientMessage(event.body);
  } catch (error) {
    if (error instanceof ContractError) return encodeError(error.code, error.message);
    throw error;
  }
  if (message.action === 'ping') return encodePong(message.t, options.clock());
  if (message.action === 'pace') return pace(event, message.everyMs, options);
  return subscribe(event, message, options);
}

/**
 * Stores the subscription and answers when every broadcaster reads it, so that the `at` of the answer is a promise: what
 * a producer receives after it is sent to this viewer, what came before is in a snapshot as of a later moment.
 */
async function subscribe(
  event: WebsocketEvent,
  message: SubscribeMessage,
  { subscriptions, clock, sleep, frameEveryMs }: AnswerMessageOptions,
): Promise<string> {
  const { id, bbox } = message;
  const area = areaOf(message);
  const level = area?.level ?? levelForZoom(message.zoom);
  const wishedMs = message.v === 2 ? message.everyMs : 0;
  const outcome = await subscriptions.subscribe(
    event.connectionId,
    { id, bbox, level, version: message.v, everyMs: wishedMs },
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
  const everyMs = Math.max(frameEveryMs, LEVEL_RULES[level].frameEveryMs, wishedMs);
  return area === null
    ? encodeSubscribed(id, clock(), level, everyMs)
    : encodeTilesSubscribed(id, clock(), area, everyMs);
}

/** The tiles that the viewer gets, of a coarser level where its box has too many; null for one that gets its box. */
function areaOf(message: SubscribeMessage): TileArea | null {
  if (message.v === 1) return null;
  return tileArea(message.bbox, levelForZoom(message.zoom, message.held ?? undefined));
}

/** A pace is taken in silence: the frames after it say how often they come. */
async function pace(
  event: WebsocketEvent,
  everyMs: number,
  { subscriptions, clock }: AnswerMessageOptions,
): Promise<string | null> {
  const limits = { nowMs: clock(), minIntervalMs: SUBSCRIBE_INTERVAL_MS - JITTER_MS };
  const outcome = await subscriptions.pace(event.connectionId, everyMs, limits);
  if (outcome === 'stored') return null;
  return outcome === 'too_soon'
    ? encodeError('too_many_paces', `at most one pace in ${SUBSCRIBE_INTERVAL_MS} ms: send this one again later`)
    : encodeError('not_subscribed', 'there is no subscription of version 2: subscribe first, with everyMs');
}
