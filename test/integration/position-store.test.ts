import { randomUUID } from 'node:crypto';
import { Binary, MongoClient, type Db } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createHistoryCounters } from '#adapters/mongo/positions/history-counters.ts';
import { readNewestStored } from '#adapters/mongo/positions/newest-stored.ts';
import { createPositionReader } from '#adapters/mongo/positions/position-reader.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { createLogger } from '#adapters/observability/logger.ts';
import { encodePositionEvent } from '#contracts/position-event.ts';
import type { MskEvent, MskRecord } from '#contracts/msk-event.ts';
import { supersedes, type Position } from '#domain/position.ts';
import { createHandler, type PositionStoreHandler } from '../../lambdas/position-store/handler.ts';
import { createMongoProxy, type MongoProxy } from '../fakes/mongo-proxy.ts';
import { anMskEvent, anMskRecord } from '../fixtures/msk-event.ts';
import { aPositionStream, cutAtRandom, seededRandom, shuffled } from '../fixtures/position-stream.ts';
import { aPosition } from '../fixtures/positions.ts';

const START_MS = 1_732_400_000_000;
const quiet = createLogger({ write: () => undefined });
let client: MongoClient;
let db: Db;
let proxy: MongoProxy;
let handler: PositionStoreHandler;

beforeAll(async () => {
  client = await MongoClient.connect(inject('mongodbUri'));
  proxy = await createMongoProxy(inject('mongodbUri'));
});
afterAll(async () => {
  await proxy.close();
  await client.close();
});

const newContainer = (): PositionStoreHandler =>
  createHandler(
    { mongodb: { uri: proxy.uri, database: db.databaseName, roleArn: null } },
    { logger: quiet, clock: () => START_MS },
  );

beforeEach(async () => {
  db = client.db(`store_${randomUUID().slice(0, 8)}`);
  await ensureSchema(db, { retentionLiveDays: 3650, retentionSimulatedHours: 24 });
  proxy.treat(() => 'pass');
  handler = newContainer();
});
afterEach(async () => {
  await handler.close();
  await db.dropDatabase();
});

/** Positions as a topic of some partitions holds them, offsets from 0. */
function logOf(positions: readonly Position[], partitions: number): MskRecord[][] {
  const log: MskRecord[][] = Array.from({ length: partitions }, () => []);
  for (const position of positions) {
    const partition = parseInt(position.icao24, 16) % partitions;
    const records = log[partition] ?? [];
    records.push(anMskRecord(encodePositionEvent(position), { partition, offset: records.length }));
  }
  return log;
}

interface LatestDocument {
  readonly _id: string;
  readonly rows: number;
  readonly revision: unknown;
}

const eventOf = (records: readonly MskRecord[]): MskEvent =>
  anMskEvent(Object.fromEntries(Map.groupBy(records, (record) => `aircraft-positions-${record.partition}`)));

const byAircraft = (positions: readonly Position[]): Map<string, Position[]> =>
  Map.groupBy(
    positions.toSorted((a, b) => a.observedAtMs - b.observedAtMs),
    (position) => position.icao24,
  );

/** Every position is in the track of its aircraft (20 of them) exactly once, and the newest of each in the snapshot. */
async function expectStored(positions: readonly Position[]): Promise<void> {
  const reader = createPositionReader(db);
  const nowMs = Math.max(...positions.map((position) => position.receivedAtMs));
  const window = { fromMs: 0, toMs: nowMs + 3_600_000, limit: 20_000 };
  const expected = byAircraft(positions);
  for (const [icao24, rows] of [...expected].slice(0, 20)) {
    const page = await reader.track({ icao24, kinds: ['live'], ...window });
    expect(page).toEqual({ points: rows, next: null });
  }
  const snapshot = await reader.snapshot({ nowMs });
  const newest = [...expected.values()].map((rows) => rows.reduce((a, b) => (supersedes(b, a) ? b : a)));
  const shown = newest.filter((position) => nowMs - position.receivedAtMs <= 90_000 && position.state !== 'removed');
  const order = (a: Position, b: Position): number => (a.icao24 < b.icao24 ? -1 : 1);
  expect(snapshot.positions.live.toSorted(order)).toEqual(shown.sort(order));
}

describe('position-store', () => {
  it.each([1, 2, 3])(
    'stores the same once, redelivered in other cuts, overlapping and reordered (seed %d)',
    async (seed) => {
      const random = seededRandom(seed);
      const stream = aPositionStream({ seed, aircraft: 12, fixes: 15 });
      const records = logOf(stream, 3).flat();
      const deliveries = [records, shuffled(records, random), records.slice(records.length / 3)];
      for (const delivery of deliveries) {
        for (const cut of cutAtRandom(delivery, 90, random)) await handler(eventOf(cut));
      }
      await expectStored(stream);
    },
  );

  it('stores a batch of many aircraft and hours', async () => {
    const overrides = { source: 'adsb' } as const;
    const stream = aPositionStream({ seed: 4, aircraft: 400, fixes: 6, intervalMs: 1_500_000, overrides });
    for (const records of logOf(stream, 1)) await handler(eventOf(records));
    await expectStored(stream);
  });

  it('adds no document for an identical batch that comes again', async () => {
    const [records = []] = logOf(aPositionStream({ seed: 5, aircraft: 200, fixes: 3 }), 1);
    await handler(eventOf(records));
    const count = await db.collection('positions_segments_live').countDocuments();
    await handler(eventOf(records));
    await newContainer()(eventOf(records));
    expect(await db.collection('positions_segments_live').countDocuments()).toBe(count);
  });

  it('interrupted at any command, before or after it took effect, is complete once the batch has come again', async () => {
    const stream = aPositionStream({ seed: 6, aircraft: 4, fixes: 5 });
    const [records = []] = logOf(stream, 1);
    const half = records.slice(0, 10);
    for (const treatment of ['break-before', 'break-after'] as const) {
      for (let at = 0, interrupted = true; interrupted; at++) {
        await Promise.all(
          ['positions_segments_live', 'positions_latest', 'positions_progress'].map((name) =>
            db.collection(name).deleteMany(),
          ),
        );
        const container = newContainer();
        await container(eventOf(half));
        let commands = 0;
        proxy.treat(() => {
          const index = commands++;
          if (index < at) return 'pass';
          return index === at ? treatment : 'break-before';
        });
        interrupted = await container(eventOf(records.slice(8))).then(
          () => false,
          () => true,
        );
        proxy.treat(() => 'pass');
        await container(eventOf(records.slice(8)));
        await expectStored(stream);
        await container.close();
        expect(at).toBeLessThan(10);
      }
    }
  });

  it('takes a topic made anew, whose offsets begin at 0 again, into the same database', async () => {
    const before = aPositionStream({ seed: 7, aircraft: 20, fixes: 5 });
    const after = aPositionStream({ seed: 8, aircraft: 20, fixes: 3, startMs: START_MS + 60_000 });
    for (const records of logOf(before, 3)) await handler(eventOf(records));
    for (const records of logOf(after, 2)) await handler(eventOf(records));
    await expectStored([...before, ...after]);
    const progress = await db.collection('positions_progress').find().sort({ partition: 1 }).toArray();
    expect(progress).toMatchObject([{ offset: 29 }, { offset: 29 }, { partition: 2 }]);
  });

  it('never lets an older record overwrite a newer one, whichever container brings it', async () => {
    const stream = aPositionStream({ seed: 9, aircraft: 10, fixes: 8 });
    const [records = []] = logOf(stream, 1);
    const [first, second] = [newContainer(), newContainer()];
    for (const [index, cut] of cutAtRandom(records, 12, seededRandom(9)).entries()) {
      await (index % 2 === 0 ? first : second)(eventOf(cut));
    }
    await Promise.all([first(eventOf(records.slice(0, 20))), second(eventOf(records.slice(10, 40)))]);
    await expectStored(stream);
    await Promise.all([first.close(), second.close()]);
  });

  it('keeps the state of an aircraft that was lost and then removed', async () => {
    const seen = aPosition();
    const stale = aPosition({ state: 'stale', receivedAtMs: seen.receivedAtMs + 20_000 });
    const removed = aPosition({ state: 'removed', receivedAtMs: seen.receivedAtMs + 60_000 });
    const [records = []] = logOf([seen, stale, removed], 1);
    const reader = createPositionReader(db);
    await handler(eventOf(records.slice(0, 2)));
    const lost = await reader.snapshot({ nowMs: START_MS + 30_000 });
    expect(lost.positions.live).toEqual([stale]);
    await handler(eventOf(records));
    await handler(eventOf(records.slice(0, 1)));
    const gone = await reader.snapshot({ nowMs: START_MS + 61_000 });
    expect(gone.positions.live).toEqual([]);
    expect(await reader.latest('3c664e')).toEqual(removed);
  });

  it('takes a fix that only the word of its loss brings as a point, and what repeats it as none', async () => {
    const seen = aPosition();
    const unpublished = { ...seen, observedAtMs: START_MS + 9000, lat: seen.lat - 0.018, level: 'fine' } as const;
    const stale: Position = { ...unpublished, state: 'stale', receivedAtMs: START_MS + 29_000 };
    const removed: Position = { ...unpublished, state: 'removed', receivedAtMs: START_MS + 69_000 };
    const [records = []] = logOf([seen, stale, removed], 1);
    const reader = createPositionReader(db);
    await handler(eventOf(records.slice(0, 2)));
    const lost = await reader.snapshot({ nowMs: START_MS + 30_000 });
    expect(lost.positions.live).toEqual([stale]);
    await handler(eventOf(records.slice(2)));
    const window = { fromMs: START_MS - 1000, toMs: START_MS + 100_000 };
    const { points } = await reader.track({ icao24: seen.icao24, kinds: ['live'], limit: 10, ...window });
    expect(points).toEqual([seen, removed]);
  });

  it.each([
    ['damaged', { pack: new Binary(Buffer.from('none')), codec: 'zstd' }],
    ['of a newer version', { v: 9, pack: new Binary(Buffer.from([9])), codec: 'plain' }],
    ['without a revision', { pack: 'none', revision: 'none' }],
  ])('shows the others while a document of the latest is %s, and begins it anew', async (_case, damage) => {
    const stream = aPositionStream({ seed: 13, aircraft: 8, fixes: 2 });
    const [records = []] = logOf(stream, 1);
    await handler(eventOf(records));
    const documents = db.collection<LatestDocument>('positions_latest');
    const damaged = await documents.findOne({}, { sort: { _id: 1 } });
    await documents.updateOne({ _id: damaged!._id }, { $set: damage });
    const reader = createPositionReader(db);
    const shown = await reader.snapshot({ nowMs: START_MS + 30_000 });
    expect(shown.positions.live).toHaveLength(8 - damaged!.rows);
    const log: string[] = [];
    const config = { mongodb: { uri: proxy.uri, database: db.databaseName, roleArn: null } };
    const another = createHandler(config, {
      logger: createLogger({ write: (line) => log.push(line) }),
      clock: () => START_MS,
    });
    expect(await another(eventOf(records))).toEqual({});
    await another.close();
    expect(log.join()).toContain(damaged!._id);
    await expectStored(stream);
    const revision = 'revision' in damage ? 1 : Number(damaged!.revision) + 1;
    expect(await documents.findOne({ _id: damaged!._id })).toMatchObject({ v: 1, revision });
  });

  it('puts undecodable records into dead_letters once and stores their neighbours', async () => {
    const [good = []] = logOf(aPositionStream({ seed: 10, aircraft: 5, fixes: 2 }), 1);
    const poison = ['not json', '{"v":1}', '{"v":2,"icao24":"3c664e"}'].map((value, index) =>
      anMskRecord(value, { offset: 100 + index, key: Buffer.from('3c664e').toString('base64') }),
    );
    for (let delivery = 0; delivery < 2; delivery++) {
      expect(await handler(eventOf([...good.slice(0, 4), ...poison, ...good.slice(4)]))).toEqual({});
    }
    const positions = aPositionStream({ seed: 10, aircraft: 5, fixes: 2 });
    await expectStored(positions);
    const newestMs = Math.max(...positions.map(({ observedAtMs }) => observedAtMs));
    expect(await readNewestStored(db)).toEqual({ live: newestMs });
    const letters = await db.collection('dead_letters').find().sort({ offset: 1 }).toArray();
    expect(letters.map((letter) => [letter['offset'], letter['reason'], String(letter['value'])] as unknown)).toEqual([
      [100, 'json', 'not json'],
      [101, 'icao24_invalid', '{"v":1}'],
      [102, 'version_unsupported', '{"v":2,"icao24":"3c664e"}'],
    ]);
    expect(letters[0]).toMatchObject({ topic: 'aircraft-positions', partition: 0, failedAt: new Date(START_MS) });
    const anew = anMskRecord('another topic', { offset: 100, timestamp: START_MS + 99 });
    await handler(eventOf([anew]));
    expect(await db.collection('dead_letters').countDocuments()).toBe(4);
  });

  it('notes the progress even where a partition brought nothing but poison', async () => {
    await handler(eventOf([anMskRecord('poison', { offset: 3 })]));
    expect(await db.collection('positions_progress').findOne()).toMatchObject({ offset: 3, receivedAtMs: 0 });
  });

  it.each([
    [14_031, 'available disk space of 0 bytes is less than required minimum of 524288000'],
    [8000, 'you are over your space quota, using 513 MB of 512 MB'],
  ])('sheds the history of a full database (error %d), keeps the latest and counts', async (code, message) => {
    const stream = aPositionStream({ seed: 11, aircraft: 8, fixes: 2 });
    const [records = []] = logOf(stream, 1);
    proxy.treat(({ name, collection }) =>
      name === 'insert' && collection.startsWith('positions_segments') ? { code, message } : 'pass',
    );
    expect(await handler(eventOf(records))).toEqual({});
    expect(await db.collection('positions_segments_live').countDocuments()).toBe(0);
    const snapshot = await createPositionReader(db).snapshot({ nowMs: START_MS + 10_000 });
    expect(snapshot.positions.live).toHaveLength(8);
    expect(await createHistoryCounters(db).read()).toMatchObject({ shedPositions: 16 });
  });

  it('counts as shed only what a full database refused, where a part of a batch was taken or there already', async () => {
    const quota = { code: 8000, errmsg: 'you are over your space quota, using 513 MB of 512 MB' };
    const [hour, next] = [START_MS, START_MS + 3_600_000];
    const positions = [hour, hour + 1000, next, next + 1000, next + 2000].map((observedAtMs) =>
      aPosition({ observedAtMs, receivedAtMs: observedAtMs + 300 }),
    );
    const refuse = (...writeErrors: { index: number; code: number; errmsg: string }[]): void =>
      proxy.treat(({ collection }) =>
        collection.startsWith('positions_segments') ? { answer: { ok: 1, n: 0, writeErrors } } : 'pass',
      );
    const [records = []] = logOf(positions, 1);
    const repeated = { index: 0, code: 11_000, errmsg: 'E11000 duplicate key error' };
    refuse(repeated, { index: 1, ...quota });
    await handler(eventOf(records));
    expect(await createHistoryCounters(db).read()).toMatchObject({ shedPositions: 3 });
    refuse({ index: 0, ...quota });
    await handler(eventOf(records));
    expect(await createHistoryCounters(db).read()).toMatchObject({ shedPositions: 5 });
    refuse({ index: 0, ...quota }, { index: 1, code: 121, errmsg: 'Document failed validation' });
    await expect(handler(eventOf(records))).rejects.toThrow();
    refuse(repeated, { ...repeated, index: 1 });
    await handler(eventOf(records));
    expect(await createHistoryCounters(db).read()).toMatchObject({ shedPositions: 5 });
  });

  it('fails every invocation while the database fails, and loses nothing after more than twenty of them', async () => {
    const stream = aPositionStream({ seed: 12, aircraft: 8, fixes: 2 });
    const [records = []] = logOf(stream, 1);
    proxy.treat(() => ({ code: 11_600, message: 'interrupted at shutdown' }));
    for (let attempt = 0; attempt < 25; attempt++) await expect(handler(eventOf(records))).rejects.toThrow();
    proxy.treat(() => 'pass');
    await handler(eventOf(records));
    await expectStored(stream);
  });
});
