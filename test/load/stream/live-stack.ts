import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { createLogger } from '#adapters/observability/logger.ts';
import type { MskBatchResponse, MskEvent } from '#contracts/msk-event.ts';
import { ENV } from '#contracts/names.ts';
import { createHandler as createBroadcast } from '../../../lambdas/position-broadcast/handler.ts';
import { createHandler as createStore } from '../../../lambdas/position-store/handler.ts';
import { startKafkaEventSource } from '../../../local/kafka-event-source.ts';
import { prepareServices } from '../../../local/start/prepare-services.ts';
import { startWeb } from '../../../local/start/web.ts';

export interface LiveStackOptions {
  readonly mongodbUri: string;
  readonly kafkaBrokers: string;
  readonly partitions: number;
  /** Batching window of the broadcast. @default 200 */
  readonly broadcastEveryMs?: number;
  /** Holds the store back: nothing is stored before it is this old. @default 0 */
  readonly storeLagMs?: number;
  /** @default the function's own */
  readonly maxConnections?: number;
}

/** Gateways, functions and event sources in this process, on a topic and a database of their own. */
export interface LiveStack {
  readonly topic: string;
  readonly db: Db;
  /** `http://127.0.0.1:<port>` */
  readonly webUrl: string;
  readonly websocketUrl: string;
  /** The environment that the producer and further functions need to join in. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const silent = createLogger({ write: () => undefined });

export async function startLiveStack(options: LiveStackOptions): Promise<LiveStack> {
  const { mongodbUri, kafkaBrokers, partitions, broadcastEveryMs = 200, storeLagMs = 0, maxConnections } = options;
  const topic = `live-${randomUUID()}`;
  const database = `live_${randomUUID().replaceAll('-', '')}`;
  const env = {
    [ENV.mongodbUri]: mongodbUri,
    [ENV.mongodbDatabase]: database,
    [ENV.kafkaBrokers]: kafkaBrokers,
    [ENV.positionTopic]: topic,
    [ENV.positionPartitions]: String(partitions),
    [ENV.broadcastEveryMs]: String(broadcastEveryMs),
    ...(maxConnections === undefined ? {} : { [ENV.maxConnections]: String(maxConnections) }),
  };
  await prepareServices(env);
  const siteFolder = await mkdtemp(join(tmpdir(), 'airlines-site-'));
  await writeFile(join(siteFolder, 'index.html'), '<!doctype html><title>Airlines</title>');
  const web = await startWeb({ port: 0, portAsked: true, siteFolder, env, logger: silent });
  const config = { mongodb: { uri: mongodbUri, database, roleArn: null } };
  const store = createStore(config, { logger: silent });
  const broadcast = createBroadcast(
    { ...config, websocketEndpoint: web.managementEndpoint, sendingSwitch: null },
    { logger: silent },
  );
  const source = {
    kafka: createKafkaClient({ brokers: kafkaBrokers.split(','), clientId: 'live-stack' }),
    bootstrapServers: kafkaBrokers,
    topic,
    batchSize: 10_000,
    logger: silent,
  };
  const sources = await Promise.all([
    startKafkaEventSource({
      ...source,
      groupId: `position-store-${topic}`,
      functionName: 'position-store',
      startingPosition: 'TRIM_HORIZON',
      handler: storeLagMs === 0 ? store : heldBack(store, storeLagMs),
      batchingWindowMs: 200,
      retryPauseMs: { first: 50, most: 100 },
      mode: { kind: 'provisioned', reportBatchItemFailures: true },
    }),
    startKafkaEventSource({
      ...source,
      groupId: `position-broadcast-${topic}`,
      functionName: 'position-broadcast',
      startingPosition: 'LATEST',
      handler: broadcast,
      batchingWindowMs: broadcastEveryMs,
      payload: 'several',
    }),
  ]);
  const client = new MongoClient(mongodbUri);
  const db = client.db(database);
  return {
    topic,
    db,
    webUrl: web.url,
    websocketUrl: web.websocketUrl,
    env: { ...env, [ENV.websocketEndpoint]: web.managementEndpoint },
    stop: async () => {
      await Promise.all(sources.map((each) => each.stop()));
      await web.stop();
      await Promise.all([store.close(), broadcast.close()]);
      await db.dropDatabase();
      await client.close();
      await rm(siteFolder, { recursive: true });
    },
  };
}

type Store = (event: MskEvent) => Promise<MskBatchResponse>;

/** Stores what is old enough and asks for the rest again: a constant lag, as of a database that is slow all the time. */
function heldBack(store: Store, lagMs: number): Store {
  return async (event) => {
    const limitMs = Date.now() - lagMs;
    const due: [string, MskEvent['records'][string]][] = [];
    const batchItemFailures: { itemIdentifier: { 'topic-partition': string; offset: number } }[] = [];
    for (const [key, records] of Object.entries(event.records)) {
      const firstEarly = records.findIndex(({ timestamp }) => timestamp > limitMs);
      const early = firstEarly === -1 ? undefined : records[firstEarly];
      if (early !== undefined) {
        batchItemFailures.push({ itemIdentifier: { 'topic-partition': key, offset: early.offset } });
      }
      const old = early === undefined ? records : records.slice(0, firstEarly);
      if (old.length > 0) due.push([key, old]);
    }
    if (due.length > 0) await store({ ...event, records: Object.fromEntries(due) });
    return { batchItemFailures };
  };
}
