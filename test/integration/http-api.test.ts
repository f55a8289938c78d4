import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { MongoClient, type Db } from 'mongodb';
import { afterAll, afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createFeedStore } from '#adapters/mongo/feeds/feed-store.ts';
import { createPositionReader } from '#adapters/mongo/positions/position-reader.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { isUnavailable } from '#adapters/mongo/unavailable.ts';
import { snapshotSchema } from '#contracts/http-positions.ts';
import { statusSchema } from '#contracts/http-status.ts';
import { trackSchema } from '#contracts/http-track.ts';
import type { Position } from '#domain/position.ts';
import { createHandler as createHttpApi, type HttpApiHandler } from '../../lambdas/http-api/handler.ts';
import { createHandler as createPositionStore } from '../../lambdas/position-store/handler.ts';
import { createRecordingLogger } from '../fakes/recording-logger.ts';
import { anHttpEvent } from '../fixtures/http-event.ts';
import { anMskEvent, anMskRecord, positionsEvent } from '../fixtures/msk-event.ts';
import { aFeedStatus } from '../fixtures/feeds.ts';
import { aPosition } from '../fixtures/positions.ts';
import { describePositionPorts } from '../ports/http-api-ports.ts';

const uri = inject('mongodbUri');
const client = new MongoClient(uri);
const databases: string[] = [];
const closers: (() => Promise<void>)[] = [];

async function newDatabase(): Promise<Db> {
  const db = client.db(`test_${randomUUID().replaceAll('-', '')}`);
  databases.push(db.databaseName);
  // Expiry would take the fixtures' old positions in the middle of a test.
  await ensureSchema(db, { retentionLiveDays: 24_000, retentionSimulatedHours: 576_000 });
  return db;
}

/** Stores positions by the very function that does on AWS; each call is one batch. */
function storeInto(db: Db): (positions: readonly Position[]) => Promise<void> {
  const config = { mongodb: { uri, database: db.databaseName, roleArn: null } };
  const store = createPositionStore(config, { logger: createRecordingLogger() });
  closers.push(() => store.close());
  return async (positions) => {
    await store(positionsEvent(positions));
  };
}

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

afterAll(async () => {
  for (const name of databases) await client.db(name).dropDatabase();
  await client.close();
});

describePositionPorts('positions on MongoDB', async () => {
  const db = await newDatabase();
  return { source: createPositionReader(db), store: storeInto(db) };
});

describe('the HTTP API on MongoDB', () => {
  let db: Db;
  let api: HttpApiHandler;
  const bodyOf = (result: APIGatewayProxyStructuredResultV2): unknown => JSON.parse(result.body ?? 'null');
  const get = (path: string, query = ''): Promise<APIGatewayProxyStructuredResultV2> =>
    api(anHttpEvent(path, { query }));
  /** Received now, so that the snapshot shows it. */
  const fresh = (overrides: Partial<Position> = {}): Position =>
    aPosition({ observedAtMs: Date.now() - 500, receivedAtMs: Date.now(), ...overrides });

  beforeEach(async () => {
    db = await newDatabase();
    api = createHttpApi(
      { mongodb: { uri, database: db.databaseName, roleArn: null }, callsPerHour: 900 },
      { logger: createRecordingLogger() },
    );
    closers.push(() => api.close());
  });

  test('an empty database answers with an empty sky', async () => {
    expect(bodyOf(await get('/api/positions'))).toEqual({ asOfMs: 0, kinds: ['live'], positions: [] });
    const status = await get('/api/status');
    expect(status.statusCode).toBe(503);
    expect(statusSchema.parse(bodyOf(status))).toMatchObject({ status: 'empty', history: null, deadLetters: 0 });
  });

  test('what the store function wrote is read by every route', async () => {
    const position = fresh();
    await storeInto(db)([position, fresh({ icao24: 'ff0001', kind: 'simulated', feed: 'simulator' })]);
    const snapshot = snapshotSchema.parse(bodyOf(await get('/api/positions', 'bbox=5,45,15,55')));
    expect(snapshot).toMatchObject({ kinds: ['live'], positions: [{ icao24: '3c664e', callsign: 'DLH4TR' }] });
    expect(bodyOf(await get('/api/aircraft/3c664e'))).toMatchObject({ lastSeenMs: position.observedAtMs });
    const track = trackSchema.parse(bodyOf(await get('/api/aircraft/3c664e/track')));
    expect(track.legs[0]?.points[0]).toMatchObject({ observedAtMs: position.observedAtMs, lat: 48.35381 });
  });

  test('the snapshot is as of the producer once all that it published is stored', async () => {
    const position = fresh();
    const reportedAtMs = Date.now();
    const acknowledged = [{ partition: 0, offset: 0, receivedAtMs: position.receivedAtMs }];
    await createFeedStore(db).put(aFeedStatus({ reportedAtMs, acknowledged }));
    expect(bodyOf(await get('/api/positions'))).toMatchObject({ asOfMs: 0 });
    await storeInto(db)([position]);
    await expect
      .poll(async () => snapshotSchema.parse(bodyOf(await get('/api/positions'))).asOfMs, { timeout: 5000 })
      .toBe(reportedAtMs);
  });

  test('the status shows feeds, partitions and dead letters', async () => {
    const store = createPositionStore(
      { mongodb: { uri, database: db.databaseName, roleArn: null } },
      { logger: createRecordingLogger() },
    );
    closers.push(() => store.close());
    await store(anMskEvent({ 'aircraft-positions-0': [anMskRecord('{not json', { offset: 0 })] }));
    await storeInto(db)([fresh()]);
    await createFeedStore(db).put(aFeedStatus({ reportedAtMs: Date.now() }));
    const result = await get('/api/status');
    expect(result.statusCode).toBe(200);
    expect(statusSchema.parse(bodyOf(result))).toMatchObject({
      status: 'ok',
      aircraft: { live: 1 },
      feeds: [{ feed: 'readsb', health: 'ok' }],
      store: { partitions: [{ topic: 'aircraft-positions', partition: 0, storedOffset: 0 }] },
      deadLetters: 1,
    });
  });

  test('a feed status of a newer version is left out, the others stand', async () => {
    await db.collection('feeds').insertOne({ v: 99 });
    await createFeedStore(db).put(aFeedStatus());
    const status = statusSchema.parse(bodyOf(await get('/api/status')));
    expect(status.feeds.map((feed) => feed.feed)).toEqual(['readsb']);
  });

  test('a database that is away is 503 with Retry-After, within the time of a request', async () => {
    const logger = createRecordingLogger();
    // Nothing listens on the discard port.
    const away = createHttpApi(
      { mongodb: { uri: 'mongodb://127.0.0.1:9/', database: 'none', roleArn: null }, callsPerHour: 900 },
      { logger },
    );
    closers.push(() => away.close());
    const result = await away(anHttpEvent('/api/positions'));
    expect(result.statusCode).toBe(503);
    expect(result.headers?.['retry-after']).toBe('10');
    expect(bodyOf(result)).toMatchObject({ type: '/problems/unavailable' });
    expect(logger.lines.map((line) => line['message'])).toEqual(['database away']);
  });

  test('a command without an answer in time is known as unavailable', async () => {
    const slow = createMongoConnection({ uri, database: db.databaseName, appName: 'test', socketTimeoutMs: 300 });
    closers.push(() => slow.close());
    await db.collection('slow').insertOne({});
    const find = slow.db.collection('slow').findOne({ $where: 'sleep(2000) || true' });
    const error: unknown = await find.catch((caught: unknown) => caught);
    expect(isUnavailable(error)).toBe(true);
  });
});
