import type { FeedCounts } from '#contracts/feed-status.ts';
import type { Position } from '#domain/position.ts';
import type { RejectReason } from '#domain/quality-gate.ts';
import type { FeedDelivery, FeedFailure, FeedPause } from './position-source.ts';

/** What is remembered of a feed: how it does, and what became of its rows. Times are epoch ms on our clock. */
export interface FeedAccount {
  delivered(delivery: FeedDelivery): void;
  paused(pause: FeedPause): void;
  failed(failure: FeedFailure): void;
  accepted(position: Position): void;
  /** Refused rows of one delivery, by reason. */
  refused(counts: ReadonlyMap<RejectReason, number>): void;
  state(): FeedState;
}

export interface FeedState {
  readonly counts: Pick<FeedCounts, 'received' | 'accepted' | 'rejected'>;
  readonly intervalMs: number;
  readonly lastGoodAtMs: number | null;
  readonly lastAcceptedAtMs: number | null;
  readonly newestObservedAtMs: number | null;
  readonly clockOffsetMs: number | null;
  readonly capturedAtMs: number | null;
  /** Why the last attempt failed, null where it didn't. */
  readonly failure: string | null;
  /** Why there was nothing new, null where there was. */
  readonly pause: string | null;
  /** The reason for which most rows of the last delivery were refused. */
  readonly commonRefusal: RejectReason | null;
}

/** @param intervalMs how often the feed is expected to deliver until it shows */
export function createFeedAccount(intervalMs: number): FeedAccount {
  const rejected: Partial<Record<RejectReason, number>> = {};
  let received = 0;
  let accepted = 0;
  let state: Omit<FeedState, 'counts'> = {
    intervalMs,
    lastGoodAtMs: null,
    lastAcceptedAtMs: null,
    newestObservedAtMs: null,
    clockOffsetMs: null,
    capturedAtMs: null,
    failure: null,
    pause: null,
    commonRefusal: null,
  };
  let lastAcceptedAtMs: number | null = null;
  let newestObservedAtMs: number | null = null;

  return {
    delivered(delivery) {
      received += delivery.observations.length + delivery.unreadable;
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
    accepted(position) {
      accepted += 1;
      lastAcceptedAtMs = position.receivedAtMs;
      newestObservedAtMs = Math.max(newestObservedAtMs ?? 0, position.observedAtMs);
    },
    refused(counts) {
      for (const [reason, count] of counts) rejected[reason] = (rejected[reason] ?? 0) + count;
      state = { ...state, commonRefusal: mostCommon(counts) };
    },
    state: () => ({
      ...state,
      lastAcceptedAtMs,
      newestObservedAtMs,
      counts: { received, accepted, rejected: { ...rejected } },
    }),
  };
}

function mostCommon(counts: ReadonlyMap<RejectReason, number>): RejectReason | null {
  const entries = [...counts].sort((a, b) => b[1] - a[1]);
  return entries[0]?.[0] ?? null;
}
