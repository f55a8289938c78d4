import type { FeedStatus } from '#contracts/feed-status.ts';
import type { PositionKind } from '#domain/position.ts';
import type { Thinning } from '#domain/thinning.ts';
import type { FreshestFeeds } from './freshest-feed.ts';
import { holdLease, type Leases } from './hold-lease.ts';
import type { PositionSource, SourceTools } from './position-source.ts';
import { createFeedPublisher, type FeedPublisher } from './publish-positions.ts';
import type { RecordSender } from './deliver-records.ts';
import { reportStatus } from './report-status.ts';
import type { ErasedWatch } from './watch-erased.ts';

/** What of a feed store is needed: see adapters/mongo/feed-store.ts. */
export interface Feeds {
  put(status: FeedStatus): Promise<void>;
  find(feed: string): Promise<FeedStatus | null>;
}

export interface FeedRun {
  readonly source: PositionSource;
  readonly sender: RecordSender;
  /** Where the sender sends to. */
  readonly topic: string;
  readonly retried: () => number;
  readonly tools: SourceTools;
  readonly privacyFilter: boolean;
  /** The feeds of this process, of which this one is one while it is read. */
  readonly feeds: FreshestFeeds;
  /** What was published of each kind, by whichever feed. */
  readonly thinning: Readonly<Record<PositionKind, Thinning>>;
  /** The aircraft that were erased and stay out; null where there is no list. */
  readonly erased: Pick<ErasedWatch, 'has' | 'onErased'> | null;
  readonly holder: string;
  /** Null where there is no database: then this producer takes itself to be the only one. */
  readonly stores: { readonly leases: Leases; readonly feeds: Feeds } | null;
  /** Gets each status, once a second. */
  readonly onStatus: (status: FeedStatus) => void;
}

/** While Kafka is away: half an hour of 300 aircraft, or the newest of 100,000. */
const OUTBOX_RECORDS = 100_000;
/** Of the 10 s that a stop may take; lease and connections take some too. */
const FLUSH_MS = 3000;

/** Runs one feed for as long as this process holds its lease. */
export async function runFeed(run: FeedRun, signal: AbortSignal): Promise<void> {
  const { source, stores, tools } = run;
  const work = (held: AbortSignal): Promise<void> => publish(run, held);
  if (stores === null) return work(signal);
  const { clock, sleep, log } = tools;
  const lease = { leases: stores.leases, name: `feed/${source.feed}`, holder: run.holder, clock, sleep, log };
  return holdLease(lease, signal, work);
}

async function publish(run: FeedRun, signal: AbortSignal): Promise<void> {
  const { source, tools, stores, onStatus } = run;
  const { log } = tools;
  const previous = await stores?.feeds.find(source.feed).catch(() => null);
  const publisher = createFeedPublisher({
    source,
    sender: run.sender,
    topic: run.topic,
    tools,
    privacyFilter: run.privacyFilter,
    seat: run.feeds.join(source),
    thinning: run.thinning[source.kind],
    isErased: (icao24) => run.erased?.has(icao24) ?? false,
    outboxRecords: OUTBOX_RECORDS,
    acknowledged: previous?.acknowledged ?? [],
    retried: run.retried,
    flushMs: FLUSH_MS,
  });
  log.info('producing', { kind: source.kind });
  const stopErasing = run.erased?.onErased((icao24s) => publisher.erase(icao24s));
  const finished = new AbortController();
  const reporting = reportStatus({ publisher, feeds: stores?.feeds ?? null, tools, onStatus }, finished.signal);
  try {
    await publisher.run(signal);
  } finally {
    stopErasing?.();
    finished.abort();
    await reporting;
  }
  logEnd(publisher, log);
}

function logEnd(publisher: FeedPublisher, log: SourceTools['log']): void {
  const { counts } = publisher.status();
  if (counts.failed > 0) log.warn('feed ended with records that did not reach Kafka', { counts });
  else log.info('feed ended', { counts });
}
