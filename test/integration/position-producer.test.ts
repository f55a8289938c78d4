import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { partitionOf } from '#adapters/kafka/partition-of.ts';
import { parseFeedStatus, type FeedStatus } from '#contracts/feed-status.ts';
import { decodePositionEvent } from '#contracts/position-event.ts';
import { COLLECTIONS } from '#contracts/names.ts';
import { parseJsonObject } from '#contracts/read.ts';
import { startProcess, type SupervisedProcess } from '../../local/processes/supervised-process.ts';
import { startEmbeddedKafka, type EmbeddedKafka } from '../../local/services/embedded-kafka.ts';
import { createMongoProxy } from '../fakes/mongo-proxy.ts';
import { sbsLine, stampOf, startSbsServer } from '../fakes/sbs-server.ts';
import { readWholeTopic, type TopicRecord } from '../fakes/topic-reader.ts';

const main = fileURLToPath(new URL('../../services/position-producer/main.ts', import.meta.url));
const downloadsFolder = fileURLToPath(new URL('../../.local', import.meta.url));
const mongodbUri = inject('mongodbUri');
const sharedBrokers = inject('kafkaBrokers');
const mongo = new MongoClient(mongodbUri);
let started: SupervisedProcess[] = [];

beforeAll(() => mongo.connect());
afterAll(() => mongo.close());
afterEach(async () => {
  await Promise.all(started.map((producer) => producer.stop()));
  started = [];
});

interface World {
  readonly brokers: string;
  readonly mongodbUri: string;
  readonly topic: string;
  readonly database: string;
  readonly partitions: number;
}

const worldOf = (changes: Partial<World> = {}): World => ({
  brokers: sharedBrokers,
  mongodbUri,
  topic: `positions-${randomUUID()}`,
  database: `producer-${randomUUID()}`,
  partitions: 3,
  ...changes,
});

const isProducing = (line: string): boolean => line.includes('"message":"producing"');

function startProducer(world: World, args: readonly string[]): SupervisedProcess {
  const producer = startProcess({
    name: 'producer',
    command: process.execPath,
    args: [main, ...args],
    graceMs: 8000,
    withChannel: true,
    env: {
      ...process.env,
      KAFKA_BROKERS: world.brokers,
      MONGODB_URI: world.mongodbUri,
      MONGODB_DATABASE: world.database,
      POSITION_TOPIC: world.topic,
      POSITION_PARTITIONS: String(world.partitions),
    },
  });
  started.push(producer);
  return producer;
}

async function statusOf(world: World, feed = 'simulator'): Promise<FeedStatus | null> {
  const document = await mongo
    .db(world.database)
    .collection(COLLECTIONS.feeds)
    .findOne({ _id: feed as never });
  return document === null ? null : parseFeedStatus(document);
}

async function statusWhere(
  world: World,
  condition: (status: FeedStatus) => boolean,
  feed?: string,
): Promise<FeedStatus> {
  for (;;) {
    const status = await statusOf(world, feed);
    if (status !== null && condition(status)) return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What had to reach the log. */
const publishedOf = ({ accepted, thinned, declared }: FeedStatus['counts']): number => accepted - thinned + declared;

const clientOf = (world: World) => createKafkaClient({ brokers: [world.brokers], clientId: 'test' });
const identityOf = (record: TopicRecord): string => {
  const { icao24, observedAtMs, state } = decodePositionEvent(record.value, 0);
  return `${icao24} ${observedAtMs} ${state}`;
};

describe.each([1, 6])('into a topic of %i partitions', (partitions) => {
  test('what is needed of everything accepted is in the log: keyed, in its partition, in order, and the report names the last of each', async () => {
    const world = worldOf({ partitions });
    const producer = startProducer(world, ['--aircraft', '40', '--interval', '0.5', '--steps', '6']);
    expect(await producer.exited).toMatchObject({ code: 0 });

    const records = await readWholeTopic(clientOf(world), world.topic);
    expect(new Set(records.map(identityOf)).size).toBe(records.length);
    const lastSeen = new Map<string, number>();
    for (const { key, value, partition } of records) {
      const position = decodePositionEvent(value, 0);
      expect(position).toMatchObject({ icao24: key, kind: 'simulated', feed: 'simulator' });
      if (!lastSeen.has(key)) expect(position.level).toBe('world');
      expect(partition).toBe(partitionOf(key, partitions));
      expect(position.observedAtMs).toBeGreaterThan(lastSeen.get(key) ?? 0);
      lastSeen.set(key, position.observedAtMs);
    }

    const status = await statusOf(world);
    expect(lastSeen.size).toBe(40);
    expect(status).toMatchObject({
      health: 'ok',
      aircraft: 40,
      counts: { received: 240, accepted: 240, rejected: {}, acknowledged: records.length, failed: 0, superseded: 0 },
    });
    expect(status!.counts.thinned).toBe(240 - records.length);
    expect(records.length).toBeLessThan(240);
    const lastOf = Map.groupBy(records, (record) => record.partition);
    expect(status!.acknowledged).toEqual(
      [...lastOf.values()].map((all) => {
        const { partition, offset, value } = all.at(-1)!;
        return { topic: world.topic, partition, offset, receivedAtMs: decodePositionEvent(value, 0).receivedAtMs };
      }),
    );
    expect(status!.reportedAtMs).toBeGreaterThanOrEqual(Math.max(...status!.acknowledged.map((a) => a.receivedAtMs)));
  });
});

test('of two producers of a feed one waits; it follows when the other is told to stop, or is killed', async () => {
  const world = worldOf();
  const first = startProducer(world, ['--aircraft', '5']);
  await first.whenLine(isProducing, 30_000);
  const second = startProducer(world, ['--aircraft', '5']);
  await second.whenLine((line) => line.includes('another producer holds the lease'), 30_000);
  await statusWhere(world, (status) => status.counts.acknowledged >= 5);
  const followed = second.whenLine(isProducing, 30_000);
  process.kill(first.pid, 'SIGTERM');
  expect(await first.exited).toMatchObject({ code: 0 });
  await followed;

  const third = startProducer(world, ['--aircraft', '5']);
  await third.whenLine((line) => line.includes('another producer holds the lease'), 30_000);
  process.kill(second.pid, 'SIGKILL');
  await third.whenLine(isProducing, 30_000);
});

test('SIGTERM flushes what was accepted and exits with 0', async () => {
  const world = worldOf();
  const producer = startProducer(world, ['--aircraft', '3000']);
  await statusWhere(world, (status) => status.counts.accepted > 0);
  process.kill(producer.pid, 'SIGTERM');
  expect(await producer.exited).toMatchObject({ code: 0 });
  const { counts } = (await statusOf(world))!;
  expect(counts.accepted).toBeGreaterThanOrEqual(3000);
  expect(counts).toMatchObject({ acknowledged: publishedOf(counts), failed: 0 });
  expect(await readWholeTopic(clientOf(world), world.topic)).toHaveLength(counts.acknowledged);
});

test('with the database away the holder of the lease goes on producing, and reports again when it is back', async () => {
  const proxy = await createMongoProxy(mongodbUri);
  const world = worldOf({ mongodbUri: proxy.uri });
  const producer = startProducer(world, ['--aircraft', '200', '--interval', '0.5']);
  await statusWhere(world, (status) => status.counts.acknowledged >= 200);
  proxy.treat(() => 'break-before');
  await producer.whenLine((line) => line.includes('going on without renewing the lease'), 30_000);
  const before = (await readWholeTopic(clientOf(world), world.topic)).length;
  const countNow = async (): Promise<number> => (await readWholeTopic(clientOf(world), world.topic)).length;
  while ((await countNow()) < before + 100);
  proxy.treat(() => 'pass');
  await statusWhere(world, (status) => status.counts.acknowledged > before + 100);
  await producer.stop();
  await proxy.close();
});

test('a killed Kafka loses nothing that was accepted, and the producer goes on when it is back', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'airlines-kafka-'));
  let kafka: EmbeddedKafka = await startEmbeddedKafka({ dataFolder, downloadsFolder });
  try {
    const world = worldOf({ brokers: kafka.brokers });
    const producer = startProducer(world, ['--aircraft', '200', '--interval', '1']);
    await statusWhere(world, (status) => status.counts.acknowledged >= 200);
    process.kill(kafka.pid, 'SIGKILL');
    await kafka.exited;
    const away = await statusWhere(world, (status) => status.health === 'failing');
    expect(away.reason).toMatch(/^Kafka has acknowledged nothing since/);
    expect(away.reportedAtMs).toBeLessThan(away.newestObservedAtMs!);
    kafka = await startEmbeddedKafka({ dataFolder, downloadsFolder, preferredPort: kafka.port });
    await statusWhere(
      world,
      (status) => status.health === 'ok' && status.counts.acknowledged > away.counts.acknowledged,
    );
    process.kill(producer.pid, 'SIGTERM');
    expect(await producer.exited).toMatchObject({ code: 0 });
    const { counts } = (await statusOf(world))!;
    expect(counts).toMatchObject({ acknowledged: publishedOf(counts), failed: 0, superseded: 0 });
    expect(counts.retried).toBeGreaterThan(0);
    const identities = (await readWholeTopic(clientOf(world), world.topic)).map(identityOf);
    expect(new Set(identities).size).toBe(counts.acknowledged);
  } finally {
    await kafka.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
});

test('lines of a receiver become one record of all that they say', async () => {
  const receiver = await startSbsServer();
  const world = worldOf();
  const { host, port } = receiver;
  const producer = startProducer(world, ['--source', 'sbs', '--sbs-host', host, '--sbs-port', String(port)]);
  await producer.whenLine(isProducing, 30_000);
  while (receiver.open() === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const stamp = stampOf(Date.now());
  await receiver.send(sbsLine(1, { 5: '4AC8B3', 11: 'SAS123  ', ...stamp }));
  await receiver.send(sbsLine(3, { 5: '4AC8B3', 12: 36_000, 15: 57.5, 16: 11.9, ...stamp }));
  await statusWhere(world, ({ counts }) => counts.held === 1, 'sbs');
  const after = stampOf(Date.now());
  await receiver.send(sbsLine(3, { 5: '4AC8B3', 12: 36_000, 15: 57.5003, 16: 11.9, ...after }));
  await statusWhere(world, ({ counts }) => counts.acknowledged === 1 && counts.thinned === 1, 'sbs');
  await Promise.all([producer.stop(), receiver.close()]);
  const [record] = await readWholeTopic(clientOf(world), world.topic);
  expect(decodePositionEvent(record!.value, 0)).toMatchObject({
    ...{ icao24: '4ac8b3', callsign: 'SAS123', lat: 57.5, lon: 11.9, altitudeM: 10_972.8 },
    ...{ kind: 'live', feed: 'sbs', state: 'seen' },
  });
});

test('wrong options end it with code 2 and say what would be right', async () => {
  const lines: string[] = [];
  const producer = startProcess({
    name: 'producer',
    command: process.execPath,
    args: [main, '--source', 'radar'],
    onLine: (line) => lines.push(line),
  });
  expect(await producer.exited).toMatchObject({ code: 2 });
  expect(lines.join('\n')).toContain(
    '--source must be one of simulator, replay, readsb, sbs, adsblol, opensky, not "radar"',
  );
});

test('its log is one JSON object a line', async () => {
  const world = worldOf();
  const producer = startProducer(world, ['--aircraft', '3', '--interval', '0.5', '--steps', '1']);
  const { lastLines } = await producer.exited;
  for (const line of lastLines) expect(parseJsonObject(line)).toMatchObject({ service: 'position-producer' });
  expect(lastLines.some(isProducing)).toBe(true);
});
