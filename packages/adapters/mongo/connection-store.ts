import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import type { BoundingBox } from '#domain/geo.ts';
import type { Level } from '#domain/position.ts';
import { MONGO_CODE, mongoErrorCode } from './mongo-error.ts';

/** What a viewer asked to see. */
export interface Subscription {
  /** The viewer's own number of it, echoed in `subscribed`. */
  readonly id: number;
  readonly bbox: BoundingBox;
  readonly level: Level;
  /** Layout of its frames: 1 for those of the box, 2 for those of the tiles that the box lies in. */
  readonly version: 1 | 2;
  /** Shortest time between two frames that it wants, ms; 0 for as often as its level allows. */
  readonly everyMs: number;
}

/** A connection with a subscription, as the broadcaster needs it. */
export interface Viewer extends Omit<Subscription, 'id'> {
  readonly connectionId: string;
}

/** `stored`, or `too_soon` after the former one: nothing was changed. */
export type SubscribeOutcome = 'stored' | 'too_soon';

/** As {@link SubscribeOutcome}, or `not_subscribed`: there is no subscription of version 2 whose pace it could be. */
export type PaceOutcome = SubscribeOutcome | 'not_subscribed';

export interface SubscribeOptions {
  readonly nowMs: number;
  /** Least time between two subscriptions of one connection. */
  readonly minIntervalMs: number;
  /** Used where the connection isn't known any more, e.g. after the collection was restored. */
  readonly expiresAtMs: number;
}

/** One document per open connection. The server removes it at `expiresAt`: `$disconnect` is best effort. */
interface ConnectionDocument {
  readonly _id: string;
  readonly connectedAt: Date;
  readonly expiresAt: Date;
  readonly subscribedAtMs?: number;
  readonly pacedAtMs?: number;
  /** Version and pace are missing from what was stored before there were any. */
  readonly subscription?: Omit<Subscription, 'version' | 'everyMs'> & Partial<Subscription>;
}

/** The open WebSocket connections and what each is subscribed to, in the collection `connections`. */
export interface ConnectionStore {
  /** Open connections, counted up to `limit`. */
  countOpen(nowMs: number, limit: number): Promise<number>;
  add(connectionId: string, connectedAtMs: number, expiresAtMs: number): Promise<void>;
  /** Replaces the connection's subscription in one atomic step. */
  subscribe(connectionId: string, subscription: Subscription, options: SubscribeOptions): Promise<SubscribeOutcome>;
  /** Changes how often frames come to the subscription that is there. */
  pace(connectionId: string, everyMs: number, options: Omit<SubscribeOptions, 'expiresAtMs'>): Promise<PaceOutcome>;
  remove(connectionIds: readonly string[]): Promise<void>;
  /** Subscribed connections, at most `limit`. */
  listViewers(nowMs: number, limit: number): Promise<Viewer[]>;
}

/** Frames wait for the list, so it may not take long; the next batch asks again. */
const LIST_TIMEOUT_MS = 2000;

export function createConnectionStore(db: Db): ConnectionStore {
  const connections = db.collection<ConnectionDocument>(COLLECTIONS.connections);
  return {
    countOpen: (nowMs, limit) => connections.countDocuments({ expiresAt: { $gt: new Date(nowMs) } }, { limit }),
    add: async (connectionId, connectedAtMs, expiresAtMs) => {
      const document = { connectedAt: new Date(connectedAtMs), expiresAt: new Date(expiresAtMs) };
      await connections.replaceOne({ _id: connectionId }, document, { upsert: true });
    },
    subscribe: async (connectionId, subscription, { nowMs, minIntervalMs, expiresAtMs }) => {
      const due = [{ subscribedAtMs: { $lte: nowMs - minIntervalMs } }, { subscribedAtMs: { $exists: false } }];
      try {
        await connections.updateOne(
          { _id: connectionId, $or: due },
          {
            $set: { subscription, subscribedAtMs: nowMs },
            $setOnInsert: { connectedAt: new Date(nowMs), expiresAt: new Date(expiresAtMs) },
          },
          { upsert: true },
        );
        return 'stored';
      } catch (error) {
        // The connection exists but isn't due, so the upsert tried to insert it again.
        if (mongoErrorCode(error) === MONGO_CODE.duplicateKey) return 'too_soon';
        throw error;
      }
    },
    pace: async (connectionId, everyMs, { nowMs, minIntervalMs }) => {
      const own = { _id: connectionId, 'subscription.version': 2 as const };
      const due = [{ pacedAtMs: { $lte: nowMs - minIntervalMs } }, { pacedAtMs: { $exists: false } }];
      const change = { $set: { 'subscription.everyMs': everyMs, pacedAtMs: nowMs } };
      const { matchedCount } = await connections.updateOne({ ...own, $or: due }, change);
      if (matchedCount > 0) return 'stored';
      return (await connections.countDocuments(own, { limit: 1 })) > 0 ? 'too_soon' : 'not_subscribed';
    },
    remove: async (connectionIds) => {
      if (connectionIds.length > 0) await connections.deleteMany({ _id: { $in: [...connectionIds] } });
    },
    listViewers: async (nowMs, limit) => {
      const documents = await connections
        .find({ subscription: { $exists: true }, expiresAt: { $gt: new Date(nowMs) } }, { timeoutMS: LIST_TIMEOUT_MS })
        .project<Required<Pick<ConnectionDocument, '_id' | 'subscription'>>>({ subscription: 1 })
        .limit(limit)
        .toArray();
      return documents.map(({ _id, subscription: { bbox, level, version = 1, everyMs = 0 } }) => ({
        connectionId: _id,
        bbox,
        level,
        version,
        everyMs,
      }));
    },
  };
}
