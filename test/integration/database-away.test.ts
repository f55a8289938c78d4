import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createDeadLetterStore } from '#adapters/mongo/dead-letters.ts';
import { createLatestStore } from '#adapters/mongo/positions/position-latest.ts';
import { createProgressStore } from '#adapters/mongo/positions/position-progress.ts';
import { createSegmentStore } from '#adapters/mongo/positions/position-segments.ts';
import { createLogger } from '#adapters/observability/logger.ts';
import { ENV } from '#contracts/names.ts';
import { parseMskEvent } from '#contracts/msk-event.ts';
import { decodeBatch } from '../../lambdas/position-store/decode-batch.ts';
import { storePositions } from '../../lambdas/position-store/store-positions.ts';
import { startKafkaEventSource } from '../../local/kafka-event-source.ts';
import { prepareServices } from '../../local/start/prepare-services.ts';
import { createSimulator } from '../../services/position-producer/sources/simulator.ts';
import { compareTracks, isStored } from '../load/stream/compare-tracks.ts';
import { startLiveStack } from '../load/stream/live-stack.ts';
import { startOwnServers, type OwnServers } from '../load/stream/own-servers.ts';
import { startRecordedFeed } from '../load/stream/recorded-feed.ts';
import { openViewer } from '../load/stream/viewer.ts';
import { waitUntil } from '../load/stream/wait-until.ts';

let servers: OwnServers;
beforeAll(async () => {
  servers = await startOwnServers();
});
afterAll(() => servers.stop());

/** Position-store as its handler composes it, but soon tired of waiting, so that retries come quickly. */
function createImpatientStore(uri: string, database: string) {
  const mongo = createMongoConnection({ uri, database, appName: 'impatient-store', serverSelectionTimeoutMs: 150 });
  const { db } = mongo;
  const ports = {
    history: createSegmentStore(db),
    latest: createLatestStore(db),
    progress: createProgressStore(db),
    deadLetters: createDeadLetterStore(db),
    shedCounter: { add: () => Promise.resolve() },
    erased: () => Promise.resolve(new Set<string>()),
  };
  return {
    handle: (event: unknown) => storePositions(decodeBatch(parseMskEvent(event)), ports, Date.now()),
    close: () => mongo.close(),
  };
}

it.each([1, 6])('a database away for longer than twenty retries loses nothing, %i partitions', async (partitions) => {
  const topic = `away-${randomUUID()}`;
  const database = `away_${randomUUID().replaceAll('-', '')}`;
  await prepareServices({
    [ENV.mongodbUri]: servers.mongodbUri,
    [ENV.mongodbDatabase]: database,
    [ENV.kafkaBrokers]: servers.kafkaBrokers,
    [ENV.positionTopic]: topic,
    [ENV.positionPartitions]: String(partitions),
  });
  const store = createImpatientStore(servers.mongodbUri, database);
  const failures = new Map<string, number>();
  const source = await startKafkaEventSource({
    kafka: createKafkaClient({ brokers: servers.kafkaBrokers.split(','), clientId: 'away' }),
    bootstrapServers: servers.kafkaBrokers,
    topic,
    groupId: 'position-store',
    functionName: 'position-store',
    startingPosition: 'TRIM_HORIZON',
    batchSize: 10_000,
    batchingWindowMs: 200,
    retryPauseMs: { first: 20, most: 50 },
    logger: createLogger({ write: () => undefined }),
    handler: async (event) => {
      try {
        return await store.handle(event);
      } catch (error) {
        const [partition = ''] = Object.keys(event.records);
        failures.set(partition, (failures.get(partition) ?? 0) + 1);
        throw error;
      }
    },
  });
  const client = new MongoClient(servers.mongodbUri);
  const db = client.db(database);
  const feed = startRecordedFeed({
    kafkaBrokers: servers.kafkaBrokers,
    topic,
    db: null,
    createSource: (tools) =>
      createSimulator({ seed: 1, aircraft: 300, countries: [], intervalMs: 1000, steps: 0 }, tools),
  });
  try {
    const isUnderWay = async (): Promise<boolean> =>
      feed.acceptedCount() > 0 && isStored(db, topic, feed.status().acknowledged);
    await waitUntil('some positions are stored', isUnderWay, 20_000);
    await servers.kill('mongod');
    await waitUntil(
      'every partition was retried more than twenty times',
      () => failures.size === partitions && [...failures.values()].every((count) => count > 20),
      60_000,
    );
    await servers.restart('mongod');
    const { acknowledged } = await feed.stop();
    await waitUntil('everything acknowledged is stored', () => isStored(db, topic, acknowledged), 60_000);
    const result = await compareTracks(db, feed.accepted, 'simulated');
    expect(result).toMatchObject({ missing: [], doubled: [], foreign: [] });
    expect(result.accepted).toBeGreaterThan(1000);
  } finally {
    await source.stop();
    await store.close();
    await client.close();
  }
});

it('viewers go on getting frames while the database is away', async () => {
  const stack = await startLiveStack({ ...servers, partitions: 3 });
  const feed = startRecordedFeed({
    kafkaBrokers: servers.kafkaBrokers,
    topic: stack.topic,
    db: null,
    createSource: (tools) =>
      createSimulator({ seed: 1, aircraft: 300, countries: [], intervalMs: 1000, steps: 0 }, tools),
  });
  const viewer = await openViewer(stack.websocketUrl);
  const newestMs = (): number =>
    Math.max(0, ...viewer.messages.map((message) => (message.type === 'frame' ? message.atMs : 0)));
  try {
    viewer.subscribe(1);
    await waitUntil('frames come', () => newestMs() > 0, 20_000);
    await servers.kill('mongod');
    const killedAtMs = Date.now();
    await waitUntil('frames of ten seconds without a database', () => newestMs() > killedAtMs + 10_000, 20_000);
    await servers.restart('mongod');
    const second = await openViewer(stack.websocketUrl);
    second.subscribe(1);
    await waitUntil('a new viewer gets frames', () => second.seen().size > 0, 30_000);
    second.close();
  } finally {
    viewer.close();
    await feed.stop();
    await stack.stop();
  }
});
