import { randomUUID } from 'node:crypto';
import { MongoClient, type Db } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createLatestStore } from '#adapters/mongo/positions/position-latest.ts';
import { createPositionReader } from '#adapters/mongo/positions/position-reader.ts';
import { createSegmentStore } from '#adapters/mongo/positions/position-segments.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { toTrackDocument, trackId, type TrackDocument } from '#adapters/mongo/positions/track-document.ts';
import { addressFromNumber } from '#domain/address.ts';
import type { Position } from '#domain/position.ts';
import { startOfHourMs } from '#domain/track.ts';
import { aPosition } from '../fixtures/positions.ts';

const HOUR_MS = 3_600_000;
const FIRST_HOUR = 481_222;
const START_MS = startOfHourMs(FIRST_HOUR);
let client: MongoClient;
const databases: Db[] = [];

beforeAll(async () => {
  client = await MongoClient.connect(inject('mongodbUri'));
});
afterAll(async () => {
  for (const db of databases) await db.dropDatabase();
  await client.close();
});

async function newDatabase(): Promise<Db> {
  const db = client.db(`queries_${randomUUID().slice(0, 8)}`);
  databases.push(db);
  await ensureSchema(db, { retentionLiveDays: 3650, retentionSimulatedHours: 24 });
  return db;
}

/** Spread over the address space, as the world's aircraft are. */
const icao24Of = (index: number): string => addressFromNumber(0x400000 + index * 97);

function fixOf(index: number, observedAtMs: number): Position {
  return aPosition({
    icao24: icao24Of(index),
    observedAtMs,
    receivedAtMs: observedAtMs + 400,
    lat: (index % 160) - 80 + 0.5,
    lon: ((index * 7) % 360) - 180,
    callsign: `TST${index}`,
  });
}

/** Compacted history: one document per aircraft and hour, with a fix every so often. */
async function storeHour(db: Db, hour: number, aircraft: number, everyMs: number): Promise<void> {
  const collection = db.collection<TrackDocument>('positions_tracks_live');
  for (let first = 0; first < aircraft; first += 5000) {
    const documents = Array.from({ length: Math.min(5000, aircraft - first) }, (_, n) => {
      const fixes = Array.from(
        { length: Math.ceil(HOUR_MS / everyMs) },
        (_, fix) => startOfHourMs(hour) + fix * everyMs,
      );
      const rows = fixes.map((observedAtMs) => fixOf(first + n, observedAtMs));
      return toTrackDocument(trackId(icao24Of(first + n), hour), 1, rows);
    });
    await collection.insertMany(documents, { ordered: false, writeConcern: { w: 1 } });
  }
}

/** Documents that the server examined and returned for what `run` asks, from its own profiler. */
async function examinedBy(db: Db, run: () => Promise<unknown>): Promise<{ examined: number; returned: number }> {
  await db.command({ profile: 0 });
  await db.collection('system.profile').drop();
  await db.command({ profile: 2 });
  await run();
  await db.command({ profile: 0 });
  const finds: unknown[] = await db
    .collection('system.profile')
    .find({ op: { $in: ['query', 'getmore'] }, ns: /positions_/ })
    .toArray();
  expect(finds.length).toBeGreaterThan(0);
  const sum = (field: string): number =>
    finds.reduce<number>((total, find) => total + Number((find as Record<string, unknown>)[field] ?? 0), 0);
  return { examined: sum('docsExamined'), returned: sum('nreturned') };
}

const trackOf = (db: Db, index: number, fromMs: number, toMs: number) =>
  createPositionReader(db).track({ icao24: icao24Of(index), kinds: ['live'], fromMs, toMs, limit: 20_000 });

describe('documents examined', () => {
  it('for a track of 2,000 aircraft over 48 h are those of its hours, however long is stored', async () => {
    const db = await newDatabase();
    const measured: { hours: number; hour: number; day: number }[] = [];
    for (let stored = 1; stored <= 48; stored++) {
      await storeHour(db, FIRST_HOUR + stored - 1, 2000, 180_000);
      if (![1, 24, 48].includes(stored)) continue;
      const hour = await examinedBy(db, () => trackOf(db, 777, START_MS, START_MS + HOUR_MS - 1));
      const day = await examinedBy(db, () => trackOf(db, 777, START_MS, START_MS + 24 * HOUR_MS - 1));
      measured.push({ hours: stored, hour: hour.examined, day: day.examined });
    }
    expect(measured).toEqual([
      { hours: 1, hour: 1, day: 1 },
      { hours: 24, hour: 1, day: 24 },
      { hours: 48, hour: 1, day: 24 },
    ]);
    const page = await trackOf(db, 1999, START_MS, START_MS + 48 * HOUR_MS);
    expect(page.points).toHaveLength(48 * 20);
  });

  it('for a track of 50,000 aircraft over 1 h, its last two minutes not yet compacted, are some per batch', async () => {
    const db = await newDatabase();
    const aircraft = 50_000;
    const segments = createSegmentStore(db);
    const lastMinutesMs = START_MS + 58 * 60_000;
    await storeHour(db, FIRST_HOUR, aircraft, 600_000);
    for (let batch = 0; batch < 12; batch++) {
      const fixes = Array.from({ length: aircraft / 5 }, (_, n) =>
        fixOf(n * 5 + (batch % 5), lastMinutesMs + batch * 10_000),
      );
      await segments.append(fixes);
    }
    const track = await examinedBy(db, () => trackOf(db, 12_345, START_MS, START_MS + HOUR_MS - 1));
    expect(track.examined).toBeLessThanOrEqual(1 + 12);
    expect(track.returned).toBeLessThanOrEqual(1 + 3 + 2);
    const earlier = await examinedBy(db, () => trackOf(db, 12_345, START_MS - 5 * HOUR_MS, START_MS - 1));
    expect(earlier.examined).toBe(0);
    expect((await trackOf(db, 12_345, START_MS, START_MS + HOUR_MS - 1)).points).toHaveLength(6 + 3);
  });

  it('for the snapshot of 50,000 aircraft are one per partition and shard, for one aircraft those of its shard', async () => {
    const db = await newDatabase();
    const latest = createLatestStore(db);
    const aircraft = 50_000;
    for (let partition = 0; partition < 3; partition++) {
      const positions = Array.from({ length: aircraft }, (_, index) => index)
        .filter((index) => index % 3 === partition)
        .map((index) => fixOf(index, START_MS));
      await latest.merge([{ topic: 'aircraft-positions', partition, positions }]);
    }
    const reader = createPositionReader(db);
    const all = await examinedBy(db, () => reader.snapshot({ nowMs: START_MS + 1000 }));
    expect(all).toEqual({ examined: 12, returned: 12 });
    const one = await examinedBy(db, () => reader.latest(icao24Of(4711)));
    expect(one).toEqual({ examined: 3, returned: 3 });
    expect((await reader.snapshot({ nowMs: START_MS + 1000 })).positions.live).toHaveLength(aircraft);
  });
});
