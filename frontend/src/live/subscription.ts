import type { DecodedSnapshot } from '#contracts/column-snapshot.ts';
import type { ServerMessage } from '#contracts/live-messages.ts';
import type { BoundingBox } from '#domain/geo.ts';
import type { AircraftStore } from './aircraft-store.ts';
import type { Scheduler } from './scheduler.ts';

/** One subscription from its request to the end of its life. */
export interface Subscription {
  readonly id: number;
  readonly box: BoundingBox;
  take(message: ServerMessage): void;
  close(): void;
}

export interface SubscriptionOptions {
  readonly id: number;
  readonly box: BoundingBox;
  readonly store: Pick<AircraftStore, 'applyPositions' | 'applyIdentity' | 'applyRemoved' | 'applySnapshot'>;
  readonly scheduler: Scheduler;
  readonly fetchSnapshot: (box: BoundingBox, signal: AbortSignal) => Promise<DecodedSnapshot>;
  /** The first snapshot is in the store. */
  readonly loaded: () => void;
  /** Not one snapshot could be fetched. */
  readonly failed: () => void;
}

const SNAPSHOT_TRIES = 5;
const SNAPSHOT_EVERY_MS = 1000;
/** Messages held at most while the first snapshot is on its way; the oldest go first, later rows say the same anew. */
const MOST_HELD = 2000;

/**
 * Sees to it that nothing published around the beginning of a subscription is missed: what comes is held, the snapshot
 * is fetched once the server has confirmed, applied, and what was held after it. As long as the snapshot is as of a
 * moment before the confirmation (the database lags behind the broadcast), it is fetched again.
 */
export function createSubscription(options: SubscriptionOptions): Subscription {
  const { store, scheduler } = options;
  const aborter = new AbortController();
  let held: ServerMessage[] | null = [];
  let cancelRetry: () => void = () => undefined;
  let confirmed = false;

  function apply(message: ServerMessage): void {
    if (message.type === 'positions') store.applyPositions(message.rows);
    else if (message.type === 'identity') store.applyIdentity(message.rows);
    else if (message.type === 'removed') store.applyRemoved(message.rows.map((row) => row.icao24));
  }

  async function load(subscribedAtMs: number, triesLeft: number): Promise<void> {
    const snapshot = await options.fetchSnapshot(options.box, aborter.signal).catch(() => null);
    if (aborter.signal.aborted) return;
    if (snapshot !== null) takeSnapshot(snapshot);
    const isComplete = snapshot !== null && snapshot.asOfMs > subscribedAtMs;
    if (isComplete) return;
    if (triesLeft > 1) {
      cancelRetry = scheduler.after(SNAPSHOT_EVERY_MS, () => void load(subscribedAtMs, triesLeft - 1));
    } else if (held !== null) {
      options.failed();
    }
  }

  function takeSnapshot(snapshot: DecodedSnapshot): void {
    store.applySnapshot(snapshot, options.box);
    release();
    options.loaded();
  }

  function release(): void {
    const waiting = held ?? [];
    held = null;
    waiting.forEach(apply);
  }

  return {
    id: options.id,
    box: options.box,
    take(message) {
      if (message.type === 'subscribed' && message.id === options.id && !confirmed) {
        confirmed = true;
        void load(message.atMs, SNAPSHOT_TRIES);
      }
      // Until the server confirms, frames of the subscription before go on; the map doesn't stand still for the new one.
      if (held === null || !confirmed) apply(message);
      if (held === null) return;
      held.push(message);
      if (held.length > MOST_HELD) held.shift();
    },
    close() {
      aborter.abort();
      cancelRetry();
      // Rows are absolute: what was held is as good without its snapshot, and the next subscription may not get it again.
      release();
    },
  };
}
