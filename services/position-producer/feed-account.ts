import type { FeedCounts } from '#contracts/feed-status.ts';
import type { Position } from '#domain/position.ts';
import type { RejectReason } from '#domain/reject-reason.ts';
import type { FeedDelivery, FeedFailure, FeedPause } from './position-source.ts';

/** What is remembered of a feed: how it does, and what became of its rows. Times are epoch ms on our clock. */
export interface FeedAccount {
  delivered(delivery: FeedDelivery): void;
  paused(pause: FeedPause): void;
  failed(failure: FeedFailure): void;
  /** A fix passed the feed's own gate: the feed is well, also where another has something fresher. */
  heard(fix: Position): void;
  accepted(): void;
  rejected(reason: RejectReason): void;
  /** Of an accepted fix nobody needs a record. */
  thinned(): void;
  /** How often the feed delivers. */
  intervalMs(): number;
  /** @param held rows that wait for confirmation */
  state(held: number): FeedState;
}

export interface FeedState {
  readonly counts: Pick<FeedCounts, 'received' | 'accepted' | 'rejected' | 'held' | 'thinned'>;
  readonly intervalMs: number;
  readonly lastGoodAtMs: number | null;
  readonly lastHeardAtMs: number | null;
  readonly newestObservedAtMs: number | null;
  readonly clockOffsetMs: number | null;
  readonly capturedAtMs: number | null;
  /** Why the last attempt failed, null where it didn't. */
  readonly failure: string | null;
  /** Why there was nothing new, null where there was. */
  readonly pause: string | null;
  /** The reason for which most rows were refused since the last delivery began. */
  readonly commonRefusal: RejectReason | null;
}

/** @param intervalMs how often the feed is expected to deliver until it shows */
export function createFeedAccount(intervalMs: number): FeedAccount {
  const rejected: Partial<Record<RejectReason, number>> = {};
  let received = 0;
  let accepted = 0;
  let thinned = 0;
  let state: Omit<FeedState, 'counts' | 'commonRefusal'> = {
    intervalMs,
    lastGoodAtMs: null,
    lastHeardAtMs: null,
    newestObservedAtMs: null,
    clockOffsetMs: null,
    capturedAtMs: null,
    failure: null,
    pause: null,
  };
  const rejectedLately = new Map<RejectReason, number>();
  let lastHeardAtMs: number | null = null;
  let newestObservedAtMs: number | null = null;

  return {
    delivered(delivery) {
      received += delivery.observations.length + delivery.unreadable;
      rejectedLately.clear();
      state = {
        ...state,
        intervalMs: delivery.intervalMs,
        clockOffsetMs: delivery.clockOffsetMs,
        capturedAtMs: delivery.capturedAtMs,
        lastGoodAtMs: delivery.readAtMs,
        failure: null,
        pause: null,
      };
    },
    paused: ({ reason }) => void (state = { ...state, pause: reason, failure: null }),
    failed: ({ reason }) => void (state = { ...state, failure: reason }),
    accepted: () => void (accepted += 1),
    heard(fix) {
      lastHeardAtMs = fix.receivedAtMs;
      newestObservedAtMs = Math.max(newestObservedAtMs ?? 0, fix.observedAtMs);
    },
    rejected(reason) {
      rejected[reason] = (rejected[reason] ?? 0) + 1;
      rejectedLately.set(reason, (rejectedLately.get(reason) ?? 0) + 1);
    },
    thinned: () => void (thinned += 1),
    intervalMs: () => state.intervalMs,
    state: (held) => ({
      ...state,
      commonRefusal: mostCommon(rejectedLately),
      lastHeardAtMs,
      newestObservedAtMs,
      counts: { received, accepted, rejected: { ...rejected }, held, thinned },
    }),
  };
}

function mostCommon(counts: ReadonlyMap<RejectReason, number>): RejectReason | null {
  const entries = [...counts].sort((a, b) => b[1] - a[1]);
  return entries[0]?.[0] ?? null;
}
