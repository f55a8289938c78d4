import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { createPositionProducer } from '#adapters/kafka/position-producer.ts';
import { createMongoConnection, type MongoConnection } from '#adapters/mongo/connection.ts';
import { createFeedStore } from '#adapters/mongo/feed-store.ts';
import { createLeaseStore } from '#adapters/mongo/lease-store.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { createLogger } from '#adapters/observability/logger.ts';
import { helpText, readConfig, type ProducerConfig } from './config.ts';
import type { SourceTools } from './position-source.ts';
import { runFeed, type FeedRun } from './run-feed.ts';
import { SettingError } from './settings.ts';

/**
 * The position producer: reads feeds, judges their rows and publishes them into Kafka.
 *
 * For a parent process: standard output has one JSON object a line; `"message":"producing"` says that a feed is read and
 * its records are on their way. With an IPC channel the parent gets `{ type: 'status', status: FeedStatus }` once a second
 * per feed, and when the channel closes (the parent is gone) the producer stops as on SIGTERM. SIGTERM and SIGINT end the
 * intake, flush within 5 s and exit with 0, as does the end of all sources; wrong options exit with 2, a crash with 1.
 */
const log = createLogger({ fields: { service: 'position-producer' } });
const stop = new AbortController();

/** A producer whose brokers are away may not even close. */
const CLOSE_MS = 1000;

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).catch(() => undefined);
const random = (): number => randomBytes(4).readUInt32BE() / 2 ** 32;

function connectStores(
  config: ProducerConfig,
): { connection: MongoConnection; stores: NonNullable<FeedRun['stores']> } | null {
  if (config.mongodbUri === null) return null;
  const connection = createMongoConnection({
    uri: config.mongodbUri,
    database: config.mongodbDatabase,
    appName: 'position-producer',
    serverSelectionTimeoutMs: 2000,
  });
  return { connection, stores: { leases: createLeaseStore(connection.db), feeds: createFeedStore(connection.db) } };
}

async function main(config: ProducerConfig): Promise<void> {
  const kafka = createKafkaClient({
    brokers: config.brokers,
    auth: config.auth,
    ...(config.region === null ? {} : { region: config.region }),
    clientId: 'position-producer',
  });
  const database = connectStores(config);
  const holder = config.holder ?? randomUUID();
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
    const run: FeedRun = {
      source,
      sender,
      retried: () => retried,
      tools,
      privacyFilter: config.privacyFilter,
      holder,
      stores: database?.stores ?? null,
      onStatus: (status) => void process.send?.({ type: 'status', status }),
    };
    await runFeed(run, stop.signal);
    await Promise.race([sender.close(), delay(CLOSE_MS)]);
  });
  await Promise.all(runs);
  await database?.connection.close();
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
process.once('disconnect', () => stop.abort());

try {
  const config = readConfig(process.argv.slice(2), process.env);
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
