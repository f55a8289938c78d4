import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createPositionProducer } from '#adapters/kafka/position-producer.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { createLogger } from '#adapters/observability/logger.ts';
import type { FeedStatus } from '#contracts/feed-status.ts';
import { createThinning } from '#domain/thinning.ts';
import { helpText, readConfig, type ProducerConfig } from './config.ts';
import { connectKafka, connectStores } from './connect.ts';
import { findRunningServers } from './find-running.ts';
import { createFreshestFeeds } from './freshest-feed.ts';
import { startHealthServer } from './health-server.ts';
import type { SourceTools } from './position-source.ts';
import { prepareTopics } from './prepare-topics.ts';
import { runFeed } from './run-feed.ts';
import { SettingError } from './settings.ts';
import { watchErased } from './watch-erased.ts';

/**
 * The position producer: reads feeds, judges their rows and publishes them into Kafka.
 *
 * For a parent process: standard output has one JSON object a line; `"message":"producing"` says that a feed is read and
 * its records are on their way. With an IPC channel the parent gets `{ type: 'status', status: FeedStatus }` once a second
 * per feed, and when the channel closes (the parent is gone) the producer stops as on SIGTERM. SIGTERM and SIGINT end the
 * intake, flush and exit with 0 within 5 s, as does the end of all sources; wrong options exit with 2, a crash with 1.
 */
const log = createLogger({ fields: { service: 'position-producer' } });
const stop = new AbortController();
const STOP_MS = 5000;
/** The feeds wait for the list of erased aircraft, but not for a database that is away. */
const FIRST_LIST_MS = 2000;
/** A producer whose brokers are away may not even close. */
const CLOSE_MS = 1000;

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).catch(() => undefined);
const random = (): number => randomBytes(4).readUInt32BE() / 2 ** 32;

async function main(config: ProducerConfig): Promise<void> {
  const kafka = connectKafka(config);
  const database = connectStores(config);
  const holder = config.holder ?? randomUUID();
  const statuses = new Map<string, FeedStatus>();
  const feeds = createFreshestFeeds();
  const erased = database.readErased === null ? null : watchErased({ read: database.readErased, sleep, log });
  await Promise.race([erased?.refresh(), sleep(FIRST_LIST_MS, stop.signal)]);
  const watching = erased?.run(stop.signal);
  const thinning = { live: createThinning(), replay: createThinning(), simulated: createThinning() };
  const runs = config.sources.map(async (definition) => {
    const tools: SourceTools = { clock: systemClock, random, sleep, log: log.child({ feed: definition.name }) };
    const source = definition.create(config.settings, tools);
    let retried = 0;
    const sender = createPositionProducer({
      kafka,
      topic: config.topic,
      random,
      sleep,
      onFailure: ({ error, attempt, records, retryInMs }) => {
        retried += records;
        if (attempt === 1) tools.log.warn('records not acknowledged, sending again', { error, records, retryInMs });
      },
    });
    const onStatus = (status: FeedStatus): void => {
      statuses.set(status._id, status);
      if (process.connected) process.send?.({ type: 'status', status });
    };
    const { privacyFilter, topic } = config;
    const run = {
      source,
      sender,
      topic,
      retried: () => retried,
      tools,
      privacyFilter,
      feeds,
      thinning,
      erased,
      holder,
      onStatus,
    };
    await runFeed({ ...run, stores: database.stores }, stop.signal);
    await Promise.race([sender.close(), delay(CLOSE_MS)]);
  });
  if (config.healthPort !== null) await startHealthServer(config.healthPort, () => [...statuses.values()]);
  void prepareTopics(kafka, config, { log, sleep }, stop.signal);
  await Promise.all(runs);
  stop.abort();
  await watching;
  await database.close();
}

function stopNow(): void {
  if (stop.signal.aborted) return;
  stop.abort();
  void delay(STOP_MS).then(() => {
    log.warn('stopped before everything was closed');
    process.exit(0);
  });
}

for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, stopNow);

try {
  const config = readConfig(process.argv.slice(2), process.env, findRunningServers);
  if (config === null) process.stdout.write(helpText());
  else await main(config);
  process.exit(0);
} catch (error) {
  if (error instanceof SettingError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  log.error('producer crashed', { error });
  process.exit(1);
}
