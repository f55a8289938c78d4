import type { Clock } from '#adapters/observability/clock.ts';
import type { FeedStatus } from '#contracts/feed-status.ts';
import { runningKind } from '#contracts/shown-kind.ts';
import type { Position, PositionKind } from '#domain/position.ts';
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

/** The kind shown unless asked otherwise; live where nothing runs at all. */
export function shownKind({ positions, feeds, readAtMs }: Picture): PositionKind {
  return runningKind({ isHeard: (kind) => positions[kind].length > 0, feeds, nowMs: readAtMs }) ?? 'live';
}
