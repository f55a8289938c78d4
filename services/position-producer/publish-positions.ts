import type { AcknowledgedRecord, FeedStatus } from '#contracts/feed-status.ts';
import type { Position } from '#domain/position.ts';
import { createThinning, type Thinning } from '#domain/thinning.ts';
import { createDelivery, type DeliveryReport, type RecordSender } from './deliver-records.ts';
import { describeHealth } from './describe-health.ts';
import { createFeedIntake, type FeedIntake } from './feed-intake.ts';
import type { FeedSeat } from './freshest-feed.ts';
import { createOutbox } from './outbox.ts';
import type { FeedEvent, PositionSource, SourceTools } from './position-source.ts';
import { isClockSuspect } from './suspect-clock.ts';

export interface PublishOptions {
  readonly source: PositionSource;
  readonly sender: RecordSender;
  /** Where the sender sends to. */
  readonly topic: string;
  readonly tools: SourceTools;
  readonly privacyFilter: boolean;
  /** Whether an aircraft was erased and stays out. @default none was */
  readonly isErased?: (icao24: string) => boolean;
  /** The feed's place among those of the process. @default it is the only one */
  readonly seat?: FeedSeat;
  /** What was published by all feeds of this kind. @default by this feed alone */
  readonly thinning?: Thinning;
  /** Records that may wait while Kafka is away. */
  readonly outboxRecords: number;
  /** The last records of an earlier run of this feed. */
  readonly acknowledged: readonly AcknowledgedRecord[];
  /** Records that had to be sent again so far. */
  readonly retried: () => number;
  /** How long the rest may take to reach Kafka at the end, in ms. */
  readonly flushMs: number;
}

/** One feed on its way into the log. */
export interface FeedPublisher {
  /** Publishes until the source ends or the signal aborts; then flushes. */
  run(signal: AbortSignal): Promise<void>;
  /** Publishes that aircraft are gone which were erased. */
  erase(icao24s: Iterable<string>): void;
  status(): FeedStatus;
}

/** How often silence is looked for. */
const DECLARE_EVERY_MS = 1000;

/** Judges what a source delivers, declares what it lost, and hands both to Kafka, with an account of all. */
export function createFeedPublisher(options: PublishOptions): FeedPublisher {
  const { source, tools, privacyFilter, thinning = createThinning() } = options;
  const { clock, sleep } = tools;
  const onFailed = ({ icao24 }: Position): void => thinning.clear(icao24);
  const outbox = createOutbox(options.outboxRecords, {
    merged: (record) => thinning.republished(record),
    lost: onFailed,
  });
  const delivery = createDelivery({ ...options, outbox, clock, sleep, onFailed });
  const { feed, kind, timeScale, intervalMs } = source;
  const intake = createFeedIntake({
    feed,
    kind,
    timeScale,
    intervalMs,
    privacyFilter,
    ...(source.confirmsFirst === undefined ? {} : { confirmsFirst: source.confirmsFirst }),
    ...(options.isErased === undefined ? {} : { isErased: options.isErased }),
    ...(options.seat === undefined ? {} : { seat: options.seat }),
    thinning,
    clock,
    publish: (position) => outbox.add(position),
  });
  const startedAtMs = clock();
  const logChange = createChangeLog(source, tools.log);

  async function takeIn(signal: AbortSignal): Promise<void> {
    for await (const event of source.events(signal)) {
      intake.take(event);
      logChange(event);
    }
  }

  async function declareSilence(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      intake.declareSilence();
      await sleep(DECLARE_EVERY_MS, signal);
    }
  }

  return {
    async run(signal) {
      // Ended by the caller, by the source itself, or by a delivery that breaks.
      const ended = new AbortController();
      const deadline = new AbortController();
      const end = (): void => ended.abort();
      if (signal.aborted) end();
      signal.addEventListener('abort', end, { once: true });
      const sent = delivery.run(ended.signal, deadline.signal).finally(end);
      const flushed = new AbortController();
      ended.signal.addEventListener('abort', () => {
        void sleep(options.flushMs, flushed.signal).then(() => deadline.abort(new Error('the time to flush is over')));
      });
      try {
        await Promise.all([takeIn(ended.signal).finally(end), sent, declareSilence(ended.signal)]);
      } finally {
        flushed.abort();
        intake.end();
        signal.removeEventListener('abort', end);
      }
    },
    erase: (icao24s) => intake.erase(icao24s),
    status: () =>
      statusOf(source, intake.state(), delivery.report(), {
        nowMs: clock(),
        startedAtMs,
        retried: options.retried(),
        superseded: outbox.superseded(),
      }),
  };
}

interface Rest {
  readonly nowMs: number;
  readonly startedAtMs: number;
  readonly retried: number;
  readonly superseded: number;
}

function statusOf(
  source: PositionSource,
  state: ReturnType<FeedIntake['state']>,
  report: DeliveryReport,
  { nowMs, startedAtMs, retried, superseded }: Rest,
): FeedStatus {
  const { intervalMs, clockOffsetMs } = state;
  return {
    _id: source.feed,
    v: 1,
    source: source.source,
    kind: source.kind,
    ...describeHealth({ ...state, nowMs, startedAtMs, sendingSinceMs: report.sendingSinceMs }),
    reportedAtMs: report.settledUntilMs,
    writtenAtMs: nowMs,
    startedAtMs,
    lastGoodAtMs: state.lastGoodAtMs,
    newestObservedAtMs: state.newestObservedAtMs,
    clockOffsetMs,
    clockSuspect: isClockSuspect(source.kind, clockOffsetMs),
    capturedAtMs: state.capturedAtMs,
    intervalMs,
    aircraft: state.aircraft,
    counts: {
      ...state.counts,
      declared: state.declared,
      acknowledged: report.acknowledged,
      failed: report.failed,
      retried,
      superseded,
    },
    acknowledged: report.last,
    attribution: source.attribution,
    licence: source.licence,
    budget: source.budget?.() ?? null,
  };
}

/** Logs when a feed fails, comes back, or its clock goes wrong: once each, not at every attempt. */
function createChangeLog(source: PositionSource, log: SourceTools['log']): (event: FeedEvent) => void {
  let failure: string | null = null;
  let wasSuspect = false;
  return (event) => {
    if (event.type === 'failure') {
      if (event.reason !== failure) log.warn('feed failed', { reason: event.reason, retryInMs: event.retryInMs });
      failure = event.reason;
      return;
    }
    if (failure !== null) log.info('feed is back', { failure });
    failure = null;
    if (event.type === 'unchanged' || isClockSuspect(source.kind, event.clockOffsetMs) === wasSuspect) return;
    wasSuspect = !wasSuspect;
    const { clockOffsetMs } = event;
    if (wasSuspect) log.warn("the feed's clock is off", { clockOffsetMs });
    else log.info("the feed's clock is right again", { clockOffsetMs });
  };
}
