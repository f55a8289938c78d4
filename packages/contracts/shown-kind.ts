import { POSITION_KINDS, type PositionKind } from '#domain/position.ts';
import type { FeedStatus } from './feed-status.ts';

/** A producer renews its status every second; ten missed ones mean that it is gone. */
const FRESH_FEED_MS = 10_000;

/** Whether the producer of a feed still reports. */
export function isFresh(feed: Pick<FeedStatus, 'writtenAtMs'>, nowMs: number): boolean {
  return nowMs - feed.writtenAtMs < FRESH_FEED_MS;
}

export interface RunningKindInputs {
  /** Whether one of the kind's aircraft was heard lately. */
  readonly isHeard: (kind: PositionKind) => boolean;
  readonly feeds: readonly Pick<FeedStatus, 'kind' | 'writtenAtMs'>[];
  readonly nowMs: number;
}

/**
 * The kind shown unless asked otherwise: the real sky; where nothing of it runs, the recording; where that doesn't run
 * either, the simulation. A kind runs when one of its feeds reports or one of its aircraft was heard lately.
 * @returns null where nothing runs at all
 */
export function runningKind({ isHeard, feeds, nowMs }: RunningKindInputs): PositionKind | null {
  const runs = (kind: PositionKind): boolean =>
    isHeard(kind) || feeds.some((feed) => feed.kind === kind && isFresh(feed, nowMs));
  return POSITION_KINDS.find(runs) ?? null;
}
