import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { createPositionProducer } from '#adapters/kafka/position-producer.ts';
import { createFeedStore } from '#adapters/mongo/feeds/feed-store.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { createLogger } from '#adapters/observability/logger.ts';
import type { FeedStatus } from '#contracts/feed-status.ts';
import { decodePositionEvent } from '#contracts/position-event.ts';
import { createThinning, type Thinning } from '#domain/thinning.ts';
import type { RecordSender } from '../../../services/position-producer/deliver-records.ts';
import type { PositionSource, SourceTools } from '../../../services/position-producer/position-source.ts';
import { createFeedPublisher } from '../../../services/position-producer/publish-positions.ts';

export interface RecordedFeedOptions {
  readonly kafkaBrokers: string;
  readonly topic: string;
  /** Where the feed's status is kept, every second; null where the test needs none. */
  readonly db: Db | null;
  readonly createSource: (tools: SourceTools) => PositionSource;
}

/** A feed through the producer's own use case, that notes which positions the log has acknowledged. */
export interface RecordedFeed {
  /** Times of observation by aircraft. */
  readonly accepted: ReadonlyMap<string, ReadonlySet<number>>;
  acceptedCount(): number;
  status(): FeedStatus;
  /** Ends the source, flushes, and reports once more. */
  stop(): Promise<FeedStatus>;
}

/** Every fix goes into the log: tests with this feed are about what comes after, and need records to lose. */
const unthinned: Thinning = { ...createThinning(), judge: (fix) => fix };
const silent = createLogger({ write: () => undefined });
const FLUSH_MS = 60_000;

export function startRecordedFeed({ kafkaBrokers, topic, db, createSource }: RecordedFeedOptions): RecordedFeed {
  const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    delay(ms, undefined, { signal }).catch(() => undefined);
  const tools: SourceTools = { clock: systemClock, random: Math.random, sleep, log: silent };
  const producer = createPositionProducer({
    kafka: createKafkaClient({ brokers: kafkaBrokers.split(','), clientId: 'recorded-feed' }),
    topic,
    random: Math.random,
    sleep,
  });
  const accepted = new Map<string, Set<number>>();
  const publisher = createFeedPublisher({
    source: createSource(tools),
    sender: recording(producer, accepted),
    topic,
    tools,
    privacyFilter: true,
    thinning: unthinned,
    outboxRecords: 200_000,
    acknowledged: [],
    retried: () => 0,
    flushMs: FLUSH_MS,
  });
  const over = new AbortController();
  const feeds = db === null ? null : createFeedStore(db);
  const report = async (): Promise<void> => {
    // The database may be away: the next report comes in a second.
    await feeds?.put(publisher.status()).catch(() => undefined);
  };
  const reporting = (async () => {
    while (!over.signal.aborted) {
      await report();
      await sleep(1000, over.signal);
    }
  })();
  const publishing = publisher.run(over.signal);
  return {
    accepted,
    acceptedCount: () => [...accepted.values()].reduce((sum, times) => sum + times.size, 0),
    status: () => publisher.status(),
    stop: async () => {
      over.abort();
      await publishing;
      await reporting;
      await report();
      await producer.close();
      return publisher.status();
    },
  };
}

function recording(sender: RecordSender, accepted: Map<string, Set<number>>): RecordSender {
  return {
    send: async (records, signal) => {
      const delivery = await sender.send(records, signal);
      const refused = new Set(delivery.refused);
      for (const [index, { value }] of records.entries()) {
        if (refused.has(index)) continue;
        const { icao24, observedAtMs } = decodePositionEvent(value, 0);
        const times = accepted.get(icao24) ?? new Set();
        accepted.set(icao24, times.add(observedAtMs));
      }
      return delivery;
    },
  };
}
