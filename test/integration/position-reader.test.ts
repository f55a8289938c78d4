import { randomUUID } from 'node:crypto';
import { MongoClient, type Db } from 'mongodb';
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createLatestStore } from '#adapters/mongo/positions/position-latest.ts';
import { createPositionReader, type PositionReader } from '#adapters/mongo/positions/position-reader.ts';
import { createSegmentStore } from '#adapters/mongo/positions/position-segments.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { POSITION_KINDS, type Position } from '#domain/position.ts';
import { aPositionStream } from '../fixtures/position-stream.ts';
import { aPosition } from '../fixtures/positions.ts';

const NOW_MS = 1_732_400_100_000;
const topic = 'aircraft-positions';
const client = new MongoClient(inject('mongodbUri'));
let db: Db;
let reader: PositionReader;

beforeEach(async () => {
  db = client.db(`reader_${randomUUID().slice(0, 8)}`);
  await ensureSchema(db, { retentionLiveDays: 3650, retentionSimulatedHours: 24 });
  reader = createPositionReader(db);
});
afterEach(() => db.dropDatabase());
afterAll(() => client.close());

const receivedAgo = (icao24: string, agoMs: number, overrides: Partial<Position> = {}): Position =>
  aPosition({ icao24, observedAtMs: NOW_MS - agoMs - 300, receivedAtMs: NOW_MS - agoMs, ...overrides });

async function storeLatest(positions: readonly Position[], partition = 0): Promise<void> {
  await createLatestStore(db).merge([{ topic, partition, positions }]);
}

const shown = async (): Promise<string[]> =>
  (await reader.snapshot({ nowMs: NOW_MS })).positions.live.map((position) => position.icao24).sort();

describe('the snapshot', () => {
  it('shows an aircraft for 90 s after its last record, and none that was removed', async () => {
    await storeLatest([
      receivedAgo('000001', 90_000),
      receivedAgo('000002', 90_001),
      receivedAgo('000003', 1000, { state: 'stale' }),
      receivedAgo('000004', 1000, { state: 'removed' }),
    ]);
    expect(await shown()).toEqual(['000001', '000003']);
  });

  it('shows it longer where its feed comes less often, and ADS-C for 35 minutes', async () => {
    const slow = { _id: 'slow', reportedAtMs: 0, intervalMs: 60_000, acknowledged: [] };
    await db.collection<{ _id: string }>('feeds').insertOne(slow);
    await storeLatest([
      receivedAgo('000001', 270_000, { feed: 'slow' }),
      receivedAgo('000002', 270_001, { feed: 'slow' }),
      receivedAgo('000003', 35 * 60_000, { source: 'adsc' }),
      receivedAgo('000004', 35 * 60_000 + 1, { source: 'adsc' }),
    ]);
    expect(await shown()).toEqual(['000001', '000003']);
  });

  it('keeps the kinds apart, also of one address', async () => {
    await storeLatest(POSITION_KINDS.map((kind) => receivedAgo('3c664e', 1000, { kind, callsign: kind })));
    const { positions } = await reader.snapshot({ nowMs: NOW_MS });
    for (const kind of POSITION_KINDS) expect(positions[kind].map((position) => position.callsign)).toEqual([kind]);
  });

  it('shows the newer of two records where an aircraft came to another partition', async () => {
    await storeLatest([receivedAgo('3c664e', 1000, { callsign: 'NEW' })], 4);
    await storeLatest([receivedAgo('3c664e', 5000, { callsign: 'OLD' })], 1);
    const { positions, newestReceivedAtMs } = await reader.snapshot({ nowMs: NOW_MS });
    expect(positions.live.map((position) => position.callsign)).toEqual(['NEW']);
    expect(newestReceivedAtMs).toBe(NOW_MS - 1000);
  });

  it('of nothing is empty, and as of an instant that is not known', async () => {
    expect(await reader.snapshot({ nowMs: NOW_MS })).toEqual({
      asOfMs: 0,
      positions: { live: [], replay: [], simulated: [] },
      newestReceivedAtMs: null,
    });
  });
});

describe('the latest position', () => {
  it('of an aircraft not heard for more than an hour comes from the history, also after others were heard', async () => {
    const old = receivedAgo('3c664e', 3 * 3_600_000);
    await createSegmentStore(db).append([receivedAgo('3c664e', 3 * 3_600_000 + 5000), old]);
    await storeLatest([old]);
    await storeLatest([receivedAgo('3c6652', 0)]);
    expect(await reader.latest('3c664e')).toEqual(old);
    expect(await reader.latest('3c664e', ['simulated'])).toBeNull();
    expect(await reader.latest('000001')).toBeNull();
  });
});

describe('a track', () => {
  const stream = aPositionStream({ seed: 1, aircraft: 3, fixes: 40, intervalMs: 200_000 });
  const own = stream.filter((position) => position.icao24 === '3c0007');
  const window = { icao24: '3c0007', fromMs: 0, toMs: NOW_MS + 86_400_000, limit: 20_000 } as const;

  it('holds what lies in its window, both ends included', async () => {
    await createSegmentStore(db).append(stream);
    const [first, last] = [own[3]!.observedAtMs, own[30]!.observedAtMs];
    const page = await reader.track({ ...window, kinds: ['live'], fromMs: first, toMs: last });
    expect(page).toEqual({ points: own.slice(3, 31), next: null });
    expect(await reader.track({ ...window, kinds: ['live'], fromMs: last, toMs: first })).toEqual({
      points: [],
      next: null,
    });
  });

  it('comes in pages that miss nothing and repeat nothing', async () => {
    await createSegmentStore(db).append(stream);
    const points: Position[] = [];
    let after: number | undefined;
    for (let pages = 0; pages < 10; pages++) {
      const page = await reader.track({ ...window, kinds: ['live'], limit: 7, after });
      expect(page.points.length).toBeLessThanOrEqual(7);
      points.push(...page.points);
      if (page.next === null) break;
      after = page.next;
    }
    expect(points).toEqual(own);
  });

  it('of several kinds is never cut between two fixes of one instant', async () => {
    const doubled = [...own, ...own.map((row) => ({ ...row, kind: 'replay' as const }))];
    await createSegmentStore(db).append(doubled);
    const page = await reader.track({ ...window, kinds: ['live', 'replay'], limit: 5 });
    expect(page.points.map((point) => point.kind)).toEqual(['live', 'replay', 'live', 'replay']);
    expect(page.next).toBe(own[1]!.observedAtMs);
    const single = await reader.track({ ...window, kinds: ['live', 'replay'], limit: 1 });
    expect(single.points).toHaveLength(2);
  });

  it('over a window of decades asks in few slices', async () => {
    await createSegmentStore(db).append(stream);
    await db.command({ profile: 2 });
    await reader.track({ ...window, kinds: ['live'] });
    await db.command({ profile: 0 });
    expect(await db.collection('system.profile').countDocuments({ op: 'query' })).toBeLessThan(60);
  });
});
