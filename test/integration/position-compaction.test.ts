import { randomUUID } from 'node:crypto';
import { Binary, MongoClient, type Db } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createHistoryCounters } from '#adapters/mongo/positions/history-counters.ts';
import { createPositionReader } from '#adapters/mongo/positions/position-reader.ts';
import { createSegmentStore } from '#adapters/mongo/positions/position-segments.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { createLogger } from '#adapters/observability/logger.ts';
import { parseJsonObject } from '#contracts/read.ts';
import { encodePositionEvent } from '#contracts/position-event.ts';
import type { Position } from '#domain/position.ts';
import { createHandler, type PositionCompactionHandler } from '../../lambdas/position-compaction/handler.ts';
import { createHandler as createPositionStore } from '../../lambdas/position-store/handler.ts';
import { createMongoProxy, type MongoProxy } from '../fakes/mongo-proxy.ts';
import { anMskEvent, anMskRecord } from '../fixtures/msk-event.ts';
import { aPositionStream, cutAtRandom, seededRandom } from '../fixtures/position-stream.ts';
import { aPosition } from '../fixtures/positions.ts';

const NOW_MS = 1_732_500_000_000;
const quiet = createLogger({ write: () => undefined });
const context = { getRemainingTimeInMillis: () => 110_000 };
let client: MongoClient;
let db: Db;
let proxy: MongoProxy;
let compact: PositionCompactionHandler;

beforeAll(async () => {
  client = await MongoClient.connect(inject('mongodbUri'));
  proxy = await createMongoProxy(inject('mongodbUri'));
});
afterAll(async () => {
  await proxy.close();
  await client.close();
});

const newContainer = ({ maxHistoryMb = 2000, nowMs = NOW_MS, logger = quiet } = {}): PositionCompactionHandler =>
  createHandler(
    { mongodb: { uri: proxy.uri, database: db.databaseName, roleArn: null }, maxHistoryMb },
    { logger, clock: () => nowMs },
  );

beforeEach(async () => {
  db = client.db(`compaction_${randomUUID().slice(0, 8)}`);
  await ensureSchema(db, { retentionLiveDays: 3650, retentionSimulatedHours: 24 });
  proxy.treat(() => 'pass');
  compact = newContainer();
});
afterEach(async () => {
  await compact.close();
  await db.dropDatabase();
});

/** Six aircraft over two hours, stored in batches as they would come. */
const stream = aPositionStream({ seed: 1, aircraft: 6, fixes: 50, intervalMs: 120_000 });

async function append(positions: readonly Position[], largest = 60): Promise<void> {
  const store = createSegmentStore(db);
  for (const cut of cutAtRandom(positions, largest, seededRandom(1))) await store.append(cut);
}

async function readAll(positions: readonly Position[]): Promise<Position[]> {
  const reader = createPositionReader(db);
  const rows: Position[] = [];
  for (const icao24 of new Set(positions.map((position) => position.icao24))) {
    const window = { fromMs: NOW_MS - 7 * 86_400_000, toMs: NOW_MS, limit: 20_000 };
    rows.push(...(await reader.track({ icao24, kinds: ['live'], ...window })).points);
  }
  return rows;
}

const byAircraft = (positions: readonly Position[]): Position[] =>
  [...Map.groupBy(positions, (position) => position.icao24).values()].flat();

const identityOf = ({ icao24, observedAtMs }: Position): string => `${icao24}/${observedAtMs}`;

const segmentCount = (): Promise<number> => db.collection('positions_segments_live').countDocuments();

describe('position-compaction', () => {
  it('leaves one document per aircraft and hour, and the same rows to read', async () => {
    await append(stream);
    expect(await readAll(stream)).toEqual(byAircraft(stream));
    expect(await compact({}, context)).toMatchObject({ skipped: false, rows: stream.length, end: 'done' });
    expect(await segmentCount()).toBe(0);
    const hours = new Set(stream.map((row) => `${row.icao24}/${Math.floor(row.observedAtMs / 3_600_000)}`));
    expect(await db.collection('positions_tracks_live').distinct('_id')).toEqual([...hours].sort());
    expect(await readAll(stream)).toEqual(byAircraft(stream));
  });

  it('interrupted at any command, before or after it took effect, keeps every row readable once', async () => {
    for (const treatment of ['break-before', 'break-after'] as const) {
      await append(stream.slice(0, 150));
      await compact({}, context);
      for (let at = 0, interrupted = true; interrupted; at++) {
        await append(stream.slice(100));
        const killed = newContainer({ nowMs: NOW_MS + at * 200_000 });
        let writes = 0;
        proxy.treat(({ name, collection }) => {
          const counts = name !== 'find' || collection === 'positions_tracks_live';
          const index = counts ? writes++ : writes;
          if (index < at) return 'pass';
          return counts && index === at ? treatment : 'break-before';
        });
        interrupted = await killed({}, context).then(
          () => false,
          () => true,
        );
        proxy.treat(() => 'pass');
        expect(await readAll(stream), `${treatment} at command ${at}`).toEqual(byAircraft(stream));
        await killed.close();
      }
      const next = newContainer({ nowMs: NOW_MS + 86_400_000 });
      expect(await next({}, context)).toMatchObject({ end: 'done' });
      await next.close();
      expect(await segmentCount()).toBe(0);
      expect(await readAll(stream)).toEqual(byAircraft(stream));
      await db.collection('positions_tracks_live').deleteMany();
    }
  });

  it('lets readers see every row once at any moment, with another compaction running and batches arriving', async () => {
    await append(stream.slice(0, 200), 15);
    const second = newContainer({ nowMs: NOW_MS + 200_000 });
    const state = { running: true };
    const reading = (async () => {
      let reads = 0;
      for (; state.running; reads++) {
        const first = byAircraft(stream.slice(0, 200));
        const seen = await readAll(stream);
        expect(
          seen.filter((row) => first.some((one) => one.icao24 === row.icao24 && one.observedAtMs === row.observedAtMs)),
        ).toEqual(first);
        expect(new Set(seen.map((row) => `${row.icao24}/${row.observedAtMs}`)).size).toBe(seen.length);
      }
      return reads;
    })();
    for (let round = 0; round < 4; round++) {
      await Promise.all([compact({}, context), second({}, context), append(stream.slice(200), 30)]);
    }
    state.running = false;
    expect(await reading).toBeGreaterThan(0);
    await second.close();
    expect(await readAll(stream)).toEqual(byAircraft(stream));
  });

  it('does nothing while another run holds the lock, until that has expired', async () => {
    await append(stream);
    const lock = { holder: 'another', expiresAt: new Date(NOW_MS + 1000) };
    await db.collection<{ _id: string }>('leases').insertOne({ _id: 'position-compaction', ...lock });
    expect(await compact({}, context)).toEqual({ skipped: true });
    const later = newContainer({ nowMs: NOW_MS + 1000 });
    expect(await later({}, context)).toMatchObject({ skipped: false, end: 'done' });
    await later.close();
  });

  it('leaves what was received in the last ten seconds, and what it can not read', async () => {
    await append(stream.slice(0, 6));
    await db.collection('positions_segments_live').updateMany({}, { $set: { receivedAt: new Date(NOW_MS - 9_999) } });
    expect(await compact({}, context)).toMatchObject({ segments: 0 });
    await db
      .collection('positions_segments_live')
      .updateMany({}, { $set: { receivedAt: new Date(NOW_MS - 60_000), v: 2 } });
    expect(await compact({}, context)).toMatchObject({ segments: 0, unreadable: 0 });
    await db.collection('positions_segments_live').updateMany({}, { $set: { v: 1, codec: 'zstd' } });
    expect(await compact({}, context)).toMatchObject({ segments: 0, unreadable: await segmentCount() });
  });

  it('leaves a damaged or newer track and its segments, tells of it, merges all others and measures', async () => {
    await append(stream.slice(0, 150));
    await compact({}, context);
    const tracks = db.collection<{ _id: string; pack: Binary }>('positions_tracks_live');
    const [damaged, newer] = await tracks.find().sort({ _id: 1 }).limit(3).toArray();
    await tracks.updateOne({ _id: damaged!._id }, { $set: { codec: 'zstd', pack: new Binary(Buffer.from('none')) } });
    await tracks.updateOne({ _id: newer!._id }, { $set: { v: 9, codec: 'plain', pack: new Binary(Buffer.from([9])) } });
    await append(
      aPositionStream({ seed: 1, aircraft: 6, fixes: 50, intervalMs: 120_000, overrides: { feed: 'b' } }),
      6,
    );
    const log: string[] = [];
    const later = newContainer({
      nowMs: NOW_MS + 200_000,
      logger: createLogger({ write: (line) => log.push(line) }),
    });
    const unreadableTrackIds = [`live/${damaged!._id}`, `live/${newer!._id}`];
    expect(await later({}, context)).toMatchObject({ end: 'done', unreadableTracks: 2, unreadableTrackIds });
    await later.close();
    expect(log.join()).toContain(damaged!._id);
    expect(log.map(parseJsonObject)).toMatchObject([
      { message: 'store measured', StorageUsedMb: expect.any(Number) as unknown },
      { message: 'history compacted', HistoryUsedPercent: expect.any(Number) as unknown },
    ]);
    expect(await createHistoryCounters(db).read()).toMatchObject({ measuredAtMs: NOW_MS + 200_000 });
    expect(await segmentCount()).toBeGreaterThan(0);
    const others = stream.filter((row) => !damaged!._id.startsWith(row.icao24));
    expect((await readAll(others)).map(identityOf)).toEqual(byAircraft(others).map(identityOf));
    expect(await tracks.countDocuments({ codec: 'zstd', pack: new Binary(Buffer.from('none')) })).toBe(1);
  });

  it('holds the history to its budget, oldest first, and counts what it drops', async () => {
    const old = aPositionStream({ seed: 2, aircraft: 300, fixes: 4, startMs: NOW_MS - 40 * 3_600_000 });
    const recent = aPositionStream({ seed: 3, aircraft: 300, fixes: 4, startMs: NOW_MS - 4 * 3_600_000 });
    await append([...old, ...recent], 1200);
    await compact({}, context);
    const counters = createHistoryCounters(db);
    const before = await counters.read();
    expect(before).toMatchObject({ maxMb: 2000, droppedPositions: 0, measuredAtMs: NOW_MS });
    const tight = newContainer({ maxHistoryMb: (before?.usedMb ?? 0) * 0.9 });
    await tight({}, context);
    await tight.close();
    const usage = await counters.read();
    expect(usage?.droppedPositions).toBeGreaterThan(0);
    expect(usage?.usedMb).toBeLessThan((before?.usedMb ?? 0) * 0.9);
    const reader = createPositionReader(db);
    const window = { kinds: ['live'], limit: 20_000, fromMs: NOW_MS - 86_400_000, toMs: NOW_MS } as const;
    expect((await reader.track({ icao24: '3c0000', ...window })).points).toHaveLength(4);
    const left = await db.collection('positions_tracks_live').countDocuments();
    expect(left * 4 + (usage?.droppedPositions ?? 0)).toBe(2400);
  });

  it('makes room by dropping the oldest when the database refuses to grow', async () => {
    await append(stream);
    await compact({}, context);
    await append(aPositionStream({ seed: 5, aircraft: 6, fixes: 5, startMs: NOW_MS - 60_000 }));
    proxy.treat(({ name, collection }) =>
      (name === 'insert' || name === 'update') && collection.startsWith('positions_')
        ? { code: 8000, message: 'you are over your space quota, using 513 MB of 512 MB' }
        : 'pass',
    );
    const later = newContainer({ nowMs: NOW_MS + 200_000 });
    const outcome = await later({}, context);
    expect(outcome).toMatchObject({ end: 'out-of-space' });
    expect('droppedPositions' in outcome && outcome.droppedPositions).toBeGreaterThan(0);
    await later.close();
  });

  it('gets a database going again that refuses every insert and update until something was deleted', async () => {
    await append(stream);
    await compact({}, context);
    const config = { mongodb: { uri: proxy.uri, database: db.databaseName, roleArn: null } };
    const store = createPositionStore(config, { logger: quiet, clock: () => NOW_MS });
    const arrived = aPosition({ observedAtMs: NOW_MS - 600, receivedAtMs: NOW_MS - 300 });
    const batch = anMskEvent({ 'aircraft-positions-0': [anMskRecord(encodePositionEvent(arrived))] });
    let isFull = true;
    proxy.treat(({ name, collection }) => {
      if (name === 'delete' && collection.startsWith('positions_')) isFull = false;
      return isFull && ['insert', 'update', 'findAndModify'].includes(name)
        ? { code: 8000, message: 'you are over your space quota, using 513 MB of 512 MB' }
        : 'pass';
    });
    await expect(store(batch)).rejects.toThrow('space quota');
    await expect(store(batch)).rejects.toThrow('space quota');
    const later = newContainer({ nowMs: NOW_MS + 200_000 });
    const outcome = await later({}, context);
    expect('droppedPositions' in outcome && outcome.droppedPositions).toBeGreaterThan(0);
    expect(await store(batch)).toEqual({});
    expect(await createPositionReader(db).latest(arrived.icao24)).toEqual(arrived);
    expect(await readAll([arrived])).toEqual([arrived]);
    await Promise.all([later.close(), store.close()]);
  });

  it('makes room where a full database sheds all new history, so that nothing is left to compact', async () => {
    await append(stream);
    await compact({}, context);
    const dropped = async (nowMs: number): Promise<unknown> => {
      const run = newContainer({ nowMs });
      const outcome = await run({}, context);
      await run.close();
      return 'droppedPositions' in outcome && outcome.droppedPositions;
    };
    await createHistoryCounters(db).countShed(5, NOW_MS + 1000);
    expect(await dropped(NOW_MS + 200_000)).toBeGreaterThan(0);
    expect(await dropped(NOW_MS + 400_000)).toBe(0);
  });

  it('makes room even where the database stays full, without a lock and without counting', async () => {
    await append(stream);
    await compact({}, context);
    proxy.treat(({ name }) =>
      name === 'insert' || name === 'update'
        ? { code: 14_031, message: 'available disk space of 0 bytes is less than required minimum' }
        : 'pass',
    );
    const outcome = await compact({}, context);
    expect('droppedPositions' in outcome && outcome.droppedPositions).toBeGreaterThan(0);
  });
});
