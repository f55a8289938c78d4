import type { Clock } from '#adapters/observability/clock.ts';
import type { FeedStatus } from '#contracts/feed-status.ts';
import { POSITION_KINDS, type Position, type PositionKind } from '#domain/position.ts';
import { remember } from '../remember.ts';

/** What is stored of the aircraft heard lately. */
export interface StoredSnapshot {
  readonly asOfMs: number;
  readonly positions: Readonly<Record<PositionKind, readonly Position[]>>;
  readonly newestReceivedAtMs: number | null;
}

export interface SnapshotSource {
  snapshot(request: { readonly nowMs: number }): Promise<StoredSnapshot>;
}

export interface FeedSource {
  feeds(): Promise<readonly FeedStatus[]>;
}

/** The sky as stored, with the feeds that fill it, as of one instant. */
export interface Picture extends StoredSnapshot {
  readonly readAtMs: number;
  readonly feeds: readonly FeedStatus[];
}

/** A second is the cadence of the fastest feed: asking more often could show nothing new. */
const REMEMBERED_MS = 1000;
/** A producer renews its status every second; ten missed ones mean that it is gone. */
const FRESH_FEED_MS = 10_000;

export function createPictureReader(ports: {
  readonly positions: SnapshotSource;
  readonly feeds: FeedSource;
  readonly clock: Clock;
}): () => Promise<Picture> {
  const { positions, feeds, clock } = ports;
  const read = async (): Promise<Picture> => {
    const readAtMs = clock();
    const [snapshot, feedStatuses] = await Promise.all([positions.snapshot({ nowMs: readAtMs }), feeds.feeds()]);
    return { ...snapshot, readAtMs, feeds: feedStatuses };
  };
  return remember(read, { forMs: REMEMBERED_MS, clock });
}

/** Whether the producer of a feed still reports. */
export function isFresh(feed: Pick<FeedStatus, 'writtenAtMs'>, nowMs: number): boolean {
  return nowMs - feed.writtenAtMs < FRESH_FEED_MS;
}

/**
 * The kinds shown unless asked otherwise: the real sky; where nothing of it runs, the recording; where that doesn't run
 * either, the simulation. A kind runs when one of its feeds reports or one of its aircraft was heard lately. Live is
 * also the answer where nothing runs at all.
 */
export function shownKind(picture: Picture): PositionKind {
  const runs = (kind: PositionKind) =>
    picture.positions[kind].length > 0 ||
    picture.feeds.some((feed) => feed.kind === kind && isFresh(feed, picture.readAtMs));
  return POSITION_KINDS.find(runs) ?? 'live';
}
