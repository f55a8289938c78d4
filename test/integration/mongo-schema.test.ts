import { randomUUID } from 'node:crypto';
import { MongoClient, type Db } from 'mongodb';
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { ensureSchema } from '#adapters/mongo/schema.ts';

const client = new MongoClient(inject('mongodbUri'));
const retention = { retentionLiveDays: 30, retentionSimulatedHours: 24 };
let db: Db;

beforeEach(() => {
  db = client.db(`schema_${randomUUID().slice(0, 8)}`);
});
afterEach(() => db.dropDatabase());
afterAll(() => client.close());

async function secondsUntilExpiry(collection: string, field: string): Promise<number | undefined> {
  const indexes = await db.collection(collection).indexes();
  return indexes.find(({ key }) => Object.keys(key).join() === field)?.expireAfterSeconds;
}

describe('the schema', () => {
  it('lets live history expire after 30 days, other history after 24 h, dead letters after 14 days', async () => {
    await ensureSchema(db, retention);
    for (const table of ['segments', 'tracks']) {
      expect(await secondsUntilExpiry(`positions_${table}_live`, 'receivedAt')).toBe(30 * 86_400);
      expect(await secondsUntilExpiry(`positions_${table}_replay`, 'receivedAt')).toBe(86_400);
      expect(await secondsUntilExpiry(`positions_${table}_simulated`, 'receivedAt')).toBe(86_400);
    }
    expect(await secondsUntilExpiry('dead_letters', 'failedAt')).toBe(14 * 86_400);
    expect(await secondsUntilExpiry('connections', 'expiresAt')).toBe(0);
  });

  it('lets schedules expire 30 days after departure, status and what the ETLs leave after 14, runs after 90', async () => {
    await ensureSchema(db, retention);
    const days = async (collection: string, field: string): Promise<number> =>
      ((await secondsUntilExpiry(collection, field)) ?? NaN) / 86_400;
    expect(await days('flights', 'departs_at')).toBe(30);
    expect(await days('flight_status', 'scheduled_departure_at')).toBe(14);
    expect(await days('etl_rejects', 'at')).toBe(14);
    expect(await days('etl_raw', 'at')).toBe(14);
    expect(await days('etl_runs', 'at')).toBe(90);
    expect(await days('lufthansa_access', 'expiresAt')).toBe(0);
  });

  it('changes nothing the second time, and says so', async () => {
    expect(await ensureSchema(db, retention)).not.toEqual([]);
    expect(await ensureSchema(db, retention)).toEqual([]);
  });

  it('brings the retention to another setting without making an index anew', async () => {
    await ensureSchema(db, retention);
    const changes = await ensureSchema(db, { ...retention, retentionLiveDays: 7 });
    expect(changes).toEqual([
      'positions_segments_live: expires after 604800 s',
      'positions_tracks_live: expires after 604800 s',
    ]);
    expect(await secondsUntilExpiry('positions_tracks_live', 'receivedAt')).toBe(7 * 86_400);
  });

  it('takes a retention that is longer than MongoDB can count', async () => {
    await ensureSchema(db, { ...retention, retentionLiveDays: 1_000_000 });
    expect(await secondsUntilExpiry('positions_tracks_live', 'receivedAt')).toBeGreaterThan(40 * 365 * 86_400);
  });

  it('keeps indexes that are not ours, and names one that is in the way of ours', async () => {
    await db.collection('positions_latest').createIndex({ mine: 1 });
    await ensureSchema(db, retention);
    expect((await db.collection('positions_latest').indexes()).map((index) => index.name)).toContain('mine_1');
    await db.collection('dead_letters').dropIndex('retention');
    await db.collection('dead_letters').createIndex({ failedAt: 1 });
    await expect(ensureSchema(db, retention)).rejects.toThrow(
      'dead_letters has an index that conflicts with retention',
    );
  });

  it('names an index of our name over other fields, with and without a time to live, and leaves it as it is', async () => {
    await db.collection('positions_latest').createIndex({ mine: 1 }, { name: 'shard' }, undefined);
    await expect(ensureSchema(db, retention)).rejects.toThrow(
      'positions_latest has an index that conflicts with shard',
    );
    await db.collection('positions_latest').dropIndex('shard');
    await db
      .collection('dead_letters')
      .createIndex({ mine: 1 }, { name: 'retention', expireAfterSeconds: 5 }, undefined);
    await expect(ensureSchema(db, retention)).rejects.toThrow(
      'dead_letters has an index that conflicts with retention',
    );
    expect(await secondsUntilExpiry('dead_letters', 'mine')).toBe(5);
  });
});
