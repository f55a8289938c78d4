import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { Binary, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createLatestStore } from '#adapters/mongo/positions/position-latest.ts';
import { createPositionReader } from '#adapters/mongo/positions/position-reader.ts';
import { createSegmentStore } from '#adapters/mongo/positions/position-segments.ts';
import { toTrackDocument, trackId } from '#adapters/mongo/positions/track-document.ts';
import { eraseAircraft } from '#adapters/mongo/privacy/erase-aircraft.ts';
import { createErasedList } from '#adapters/mongo/privacy/erased-list.ts';
import { COLLECTIONS, tracksCollection } from '#contracts/names.ts';
import { hourOf } from '#domain/track.ts';
import { aPosition } from '../fixtures/positions.ts';

const mongodbUri = inject('mongodbUri');
const client = new MongoClient(mongodbUri);
const database = `test_${randomUUID().replaceAll('-', '')}`;
const db = client.db(database);
const reader = createPositionReader(db);
const FROM_MS = aPosition().observedAtMs;
const [ERASED, KEPT] = ['3c664e', '4ca123'] as const;
const HOUR_MS = 3_600_000;

const fix = (icao24: string, atMs: number) => aPosition({ icao24, observedAtMs: atMs, receivedAtMs: atMs + 300 });
const track = (icao24: string) =>
  reader.track({ icao24, fromMs: 0, toMs: FROM_MS + 24 * HOUR_MS, kinds: ['live'], limit: 100 });

beforeAll(async () => {
  const positions = [0, 1000, 2000].flatMap((ms) => [fix(ERASED, FROM_MS + ms), fix(KEPT, FROM_MS + ms)]);
  await createSegmentStore(db).append(positions);
  await createLatestStore(db).merge([{ topic: 'positions', partition: 0, positions }]);
  for (const icao24 of [ERASED, KEPT]) {
    const [atMs, id] = [FROM_MS - HOUR_MS, trackId(icao24, hourOf(FROM_MS - HOUR_MS))];
    await db
      .collection<{ _id: string }>(tracksCollection('live'))
      .insertOne(toTrackDocument(id, 1, [fix(icao24, atMs)]));
  }
  await db.collection(COLLECTIONS.deadLetters).insertMany([
    { key: new Binary(Buffer.from(ERASED)), failedAt: new Date() },
    { key: new Binary(Buffer.from(KEPT)), failedAt: new Date() },
  ]);
});

afterAll(async () => {
  await client.db(database).dropDatabase();
  await client.close();
});

describe('erasing an aircraft', () => {
  test('removes it from tracks, shared documents, latest and dead letters, and nothing of its neighbours', async () => {
    const before = await track(KEPT);
    expect((await track(ERASED)).points).toHaveLength(4);
    expect(await eraseAircraft(db, ERASED)).toEqual({
      tracks: 1,
      segments: 1,
      latest: 1,
      deadLetters: 1,
      rows: 4,
      unreadable: 0,
      contended: 0,
    });
    expect((await track(ERASED)).points).toEqual([]);
    expect(await reader.latest(ERASED)).toBeNull();
    expect(await track(KEPT)).toEqual(before);
    expect(await reader.latest(KEPT)).toMatchObject({ icao24: KEPT, observedAtMs: FROM_MS + 2000 });
    expect(await db.collection(COLLECTIONS.deadLetters).countDocuments()).toBe(1);
    expect(await eraseAircraft(db, ERASED)).toMatchObject({ tracks: 0, segments: 0, latest: 0, rows: 0 });
  });

  test('its latest position is not put back by a store that still had it in memory', async () => {
    const store = createLatestStore(db);
    const batch = (icao24: string, ms: number) => [
      { topic: 'positions', partition: 0, positions: [fix(icao24, FROM_MS + ms)] },
    ];
    await store.merge(batch(ERASED, 5000));
    await store.merge(batch(KEPT, 5000));
    await eraseAircraft(db, ERASED);
    await store.merge(batch(KEPT, 6000));
    expect(await reader.latest(ERASED)).toBeNull();
    expect(await reader.latest(KEPT)).toMatchObject({ observedAtMs: FROM_MS + 6000 });
  });

  test('its latest position goes, however often others write the same document meanwhile', async () => {
    const store = createLatestStore(db);
    const write = (icao24: string, ms: number) =>
      store.merge([{ topic: 'positions', partition: 1, positions: [fix(icao24, FROM_MS + ms)] }]);
    await write(ERASED, 7000);
    let [writes, isErasing] = [0, true];
    const writing = (async () => {
      for (; isErasing || writes < 5; writes += 1) await write(KEPT, 8000 + writes);
    })();
    const { contended, unreadable } = await eraseAircraft(db, ERASED);
    isErasing = false;
    await writing;
    expect({ contended, unreadable }).toEqual({ contended: 0, unreadable: 0 });
    expect(await reader.latest(ERASED)).toBeNull();
    expect(await reader.latest(KEPT)).toMatchObject({ observedAtMs: FROM_MS + 8000 + writes - 1 });
  });
});

describe('npm run erase', () => {
  const run = promisify(execFile);
  const erase = (...args: readonly string[]) =>
    run('node', ['tools/erase.ts', ...args], {
      env: { ...process.env, MONGODB_URI: mongodbUri, MONGODB_DATABASE: database },
    });

  test('lists who is kept out and lets them in again', async () => {
    await createErasedList(db).add([ERASED, KEPT], FROM_MS);
    await createErasedList(db).add([ERASED], FROM_MS + 1);
    const at = new Date(FROM_MS).toISOString();
    expect((await erase('--list')).stdout).toBe(`${ERASED}  ${at}\n${KEPT}  ${at}\n2 aircraft are kept out\n`);
    expect((await erase('--readmit', KEPT)).stdout).toMatch(/^1 aircraft may be kept again/);
    expect(await createErasedList(db).all()).toEqual([{ icao24: ERASED, erasedAtMs: FROM_MS }]);
  });
});
