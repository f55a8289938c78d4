import type { DecodedSnapshot } from '#contracts/column-snapshot.ts';
import type { FrameRow } from '#contracts/live-frame.ts';
import type { ServerMessage } from '#contracts/live-messages.ts';
import type { AircraftStore } from './aircraft-store.ts';
import { createAreaLoading, type AreaLoadingOptions } from './area-loading.ts';
import type { Scheduler } from './scheduler.ts';
import type { ServerTime } from './server-time.ts';
import type { ShownKinds } from './shown-kinds.ts';
import type { SnapshotPart } from './snapshot-part.ts';

/** Fills the store from what one connection brings: frames, and the snapshots of what is subscribed. */
export interface Reception {
  /** The server has confirmed a subscription, at this instant of its clock: nothing published later is missed. */
  confirmed(parts: readonly SnapshotPart[], atMs: number): void;
  take(message: ServerMessage): void;
  close(): void;
}

/** The part of the aircraft store that is filled. */
export type FilledStore = Pick<
  AircraftStore,
  'count' | 'applyPositions' | 'applyIdentity' | 'applyRemoved' | 'applySnapshot' | 'keepKinds'
>;

export interface ReceptionOptions extends Pick<AreaLoadingOptions, 'fetchSnapshot' | 'random'> {
  readonly store: FilledStore;
  readonly kinds: ShownKinds;
  readonly scheduler: Scheduler;
  readonly serverTime: Pick<ServerTime, 'nowMs'>;
  /** The map is filled from now on: whole, or with gaps because a snapshot can't be had. */
  readonly filled: (isWhole: boolean) => void;
}

/** Messages held at most while the first snapshot is on its way; the oldest go first, later rows say the same anew. */
const MOST_HELD = 2000;
const HOLD_AT_MOST_MS = 3000;

/**
 * Sees to it that nothing published around the beginning of a subscription is missed: snapshots are fetched once the
 * server has confirmed, and again as long as they are as of a moment before it (the database lags behind the broadcast).
 * Until the first of a connection has said which kinds count, what comes is held. A snapshot that can't be had holds up
 * nothing: the frames are shown, and it is tried on.
 */
export function createReception(options: ReceptionOptions): Reception {
  const { store, kinds, scheduler } = options;
  let held: ServerMessage[] | null = [];
  let isConfirmed = false;
  let hasCome = false;
  let stopHolding: () => void = () => undefined;
  const loading = createAreaLoading({
    fetchSnapshot: options.fetchSnapshot,
    scheduler,
    random: options.random,
    came: takeSnapshot,
    missed: goOn,
  });

  function apply(message: ServerMessage): void {
    if (message.type === 'frame') {
      store.applyRemoved(message.removed, message.atMs);
      applyRows(message.rows, message.atMs);
      store.applyIdentity(message.identity, message.atMs);
    } else if (message.type === 'positions') applyRows(message.rows, message.atMs);
    // Version 1 doesn't say when these were told: as they came.
    else if (message.type === 'identity') store.applyIdentity(message.rows, options.serverTime.nowMs());
    else if (message.type === 'removed') store.applyRemoved(message.rows, options.serverTime.nowMs());
  }

  function applyRows(all: readonly FrameRow[], atMs: number): void {
    const { rows, outranked, leftOut } = kinds.sift(all);
    if (outranked) store.keepKinds(kinds.has);
    store.applyPositions(rows);
    // What was shown may have ended where nothing is left of it, and only the snapshot knows what counts then.
    const hasNothing = leftOut && store.count === 0;
    if (isConfirmed && (outranked || hasNothing)) loading.renew(atMs);
  }

  function takeSnapshot(part: SnapshotPart, snapshot: DecodedSnapshot, isUpToDate: boolean): void {
    const counts = kinds.decide(snapshot.kinds, isUpToDate);
    if (counts) {
      store.keepKinds(kinds.has);
      store.applySnapshot(snapshot, part.inside);
      hasCome = true;
    }
    goOn();
  }

  function goOn(): void {
    stopHolding();
    const waiting = held ?? [];
    held = null;
    waiting.forEach(apply);
    options.filled(hasCome && !loading.isFailing);
  }

  return {
    confirmed(parts, atMs) {
      if (!isConfirmed) stopHolding = scheduler.after(HOLD_AT_MOST_MS, goOn);
      isConfirmed = true;
      loading.show(parts, atMs);
      if (held === null) options.filled(hasCome && !loading.isFailing);
    },
    take(message) {
      if (held === null) {
        apply(message);
        return;
      }
      held.push(message);
      if (held.length > MOST_HELD) held.shift();
    },
    close() {
      loading.close();
      stopHolding();
      // Rows are absolute: what was held is as good without its snapshot, and the next connection may not get it again.
      const waiting = held ?? [];
      held = null;
      waiting.forEach(apply);
    },
  };
}
