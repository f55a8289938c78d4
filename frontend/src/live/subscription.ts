import type { DecodedSnapshot } from '#contracts/column-snapshot.ts';
import type { ServerMessage } from '#contracts/live-messages.ts';
import type { FrameRow } from '#contracts/live-frame.ts';
import type { BoundingBox } from '#domain/geo.ts';
import type { AircraftStore } from './aircraft-store.ts';
import type { Scheduler } from './scheduler.ts';
import type { ShownKinds } from './shown-kinds.ts';
import { createSnapshotLoading } from './snapshot-loading.ts';

/** One subscription from its request to the end of its life. */
export interface Subscription {
  readonly id: number;
  readonly box: BoundingBox;
  take(message: ServerMessage): void;
  close(): void;
}

/** The part of the aircraft store that a subscription fills. */
export type FilledStore = Pick<
  AircraftStore,
  'count' | 'applyPositions' | 'applyIdentity' | 'applyRemoved' | 'applySnapshot' | 'keepKinds'
>;

export interface SubscriptionOptions {
  readonly id: number;
  readonly box: BoundingBox;
  readonly store: FilledStore;
  readonly kinds: ShownKinds;
  readonly scheduler: Scheduler;
  readonly fetchSnapshot: (box: BoundingBox, signal: AbortSignal) => Promise<DecodedSnapshot>;
  /** Uniform in 0 to 1. */
  readonly random: () => number;
  /** The map is filled from now on: whole, or only with what frames bring because no snapshot can be had. */
  readonly filled: (isWhole: boolean) => void;
}

/** Messages held at most while the first snapshot is on its way; the oldest go first, later rows say the same anew. */
const MOST_HELD = 2000;
const HOLD_AT_MOST_MS = 3000;

/**
 * Sees to it that nothing published around the beginning of a subscription is missed: what comes is held, the snapshot
 * is fetched once the server has confirmed, applied, and what was held after it. As long as the snapshot is as of a
 * moment before the confirmation (the database lags behind the broadcast), it is fetched again. A snapshot that can't be
 * had holds up nothing: the frames are shown, and it is tried on.
 */
export function createSubscription(options: SubscriptionOptions): Subscription {
  const { store, kinds, scheduler } = options;
  let held: ServerMessage[] | null = [];
  let confirmed = false;
  let stopHolding: () => void = () => undefined;
  const loading = createSnapshotLoading({
    fetchSnapshot: (signal) => options.fetchSnapshot(options.box, signal),
    scheduler,
    random: options.random,
    came: takeSnapshot,
    missed: goOnWithout,
  });

  function apply(message: ServerMessage): void {
    if (message.type === 'positions') applyRows(message.rows, message.atMs);
    else if (message.type === 'identity') store.applyIdentity(message.rows);
    else if (message.type === 'removed') store.applyRemoved(message.rows.map((row) => row.icao24));
  }

  function applyRows(all: readonly FrameRow[], atMs: number): void {
    const { rows, outranked, leftOut } = kinds.sift(all);
    if (outranked) store.keepKinds(kinds.has);
    store.applyPositions(rows);
    // What was shown may have ended where nothing is left of it, and only the snapshot knows what counts then.
    const hasNothing = leftOut && store.count === 0;
    if (confirmed && (outranked || hasNothing)) loading.want(atMs);
  }

  function takeSnapshot(snapshot: DecodedSnapshot, isUpToDate: boolean): void {
    const counts = kinds.decide(snapshot.kinds, isUpToDate);
    if (counts) {
      store.keepKinds(kinds.has);
      store.applySnapshot(snapshot, options.box);
    }
    release();
    options.filled(counts);
  }

  function goOnWithout(): void {
    release();
    options.filled(false);
  }

  function release(): void {
    stopHolding();
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
        loading.want(message.atMs);
        stopHolding = scheduler.after(HOLD_AT_MOST_MS, goOnWithout);
      }
      // Until the server confirms, frames of the subscription before go on; the map doesn't stand still for the new one.
      if (held === null || !confirmed) apply(message);
      if (held === null) return;
      held.push(message);
      if (held.length > MOST_HELD) held.shift();
    },
    close() {
      loading.close();
      // Rows are absolute: what was held is as good without its snapshot, and the next subscription may not get it again.
      release();
    },
  };
}
