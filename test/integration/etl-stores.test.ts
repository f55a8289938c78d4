import { randomUUID } from 'node:crypto';
import { MongoClient, type Db } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { RawReply, RejectedRecord } from '#adapters/lufthansa/lufthansa-api.ts';
import { claimDataSource, DataSourceError, readDataSource } from '#adapters/mongo/etl/data-source-claim.ts';
import { createEtlRaw } from '#adapters/mongo/etl/etl-raw.ts';
import { createEtlRejects, createRejectReader, MOST_AT_ONCE } from '#adapters/mongo/etl/etl-rejects.ts';
import { ABANDONED, createEtlRunStore } from '#adapters/mongo/etl/etl-run-store.ts';
import { createEtlState } from '#adapters/mongo/etl/etl-state.ts';
import { createLeaseStore } from '#adapters/mongo/lease-store.ts';
import { anEtlRun } from '../fixtures/etl-run.ts';

const client = new MongoClient(inject('mongodbUri'));
const NOW_MS = Date.now();
let db: Db;
beforeAll(() => client.connect());
beforeEach(() => {
  db = client.db(`etl_${randomUUID().slice(0, 8)}`);
});
afterEach(() => db.dropDatabase());
afterAll(() => client.close());

describe('the runs', () => {
  test('are found as they were written, the newest first, by kind', async () => {
    const runs = createEtlRunStore(db);
    await runs.put(anEtlRun({ id: 'a', startedAtMs: 1, state: 'running', finishedAtMs: null }));
    await runs.put(anEtlRun({ id: 'b', startedAtMs: 3, kind: 'status' }));
    await runs.put(anEtlRun({ id: 'c', startedAtMs: 2 }));
    await runs.put(anEtlRun({ id: 'a', startedAtMs: 1 }));
    expect(await runs.find('a')).toEqual(anEtlRun({ id: 'a', startedAtMs: 1 }));
    expect((await runs.newest({ limit: 2 })).map(({ id }) => id)).toEqual(['b', 'c']);
    expect((await runs.newest({ kind: 'references', limit: 9 })).map(({ id }) => id)).toEqual(['c', 'a']);
  });

  test('that still count as running, though nobody holds their lock, are ended as incomplete', async () => {
    const runs = createEtlRunStore(db);
    await runs.put(anEtlRun({ id: 'killed', state: 'running', finishedAtMs: null }));
    await runs.put(anEtlRun({ id: 'other', kind: 'status', state: 'running', finishedAtMs: null }));
    await runs.put(anEtlRun({ id: 'done' }));
    expect(await runs.endAbandoned('references', NOW_MS)).toBe(1);
    expect(await runs.find('killed')).toMatchObject({ state: 'incomplete', finishedAtMs: NOW_MS, problem: ABANDONED });
    expect(await runs.find('other')).toMatchObject({ state: 'running' });
    expect(await runs.find('done')).toEqual(anEtlRun({ id: 'done' }));
  });

  test('of another version are not shown', async () => {
    const runs = createEtlRunStore(db);
    await runs.put(anEtlRun());
    await db.collection('etl_runs').updateOne({}, { $set: { state: 'paused' } });
    expect(await runs.find('run-1')).toBeNull();
    expect(await runs.newest({ limit: 5 })).toEqual([]);
  });
});

test('a place is kept per kind, replaced as a whole and forgotten', async () => {
  const state = createEtlState(db);
  expect(await state.read('references')).toBeNull();
  await state.write('references', { a: 1, ranges: [[1, 100]] }, NOW_MS);
  await state.write('references', { ranges: [[101, 100]] }, NOW_MS);
  await state.write('status', { b: 2 }, NOW_MS);
  expect(await state.read('references')).toEqual({ ranges: [[101, 100]] });
  await state.clear('references');
  expect(await state.read('references')).toBeNull();
  expect(await state.read('status')).toEqual({ b: 2 });
});

describe('rejected records', () => {
  const aReject = (record: string, reason = 'code_missing'): RejectedRecord => ({
    resource: 'airports',
    reason,
    field: 'AirportCode',
    record,
  });

  test('are kept once per run, counted by reason, listed the newest first', async () => {
    const rejects = createEtlRejects(db, 'sample');
    await rejects.add('run-1', [aReject('{"a":1}'), aReject('{"a":2}')], NOW_MS);
    await rejects.add('run-1', [aReject('{"a":2}'), aReject('{}', 'bad_record')], NOW_MS + 1);
    expect(await createRejectReader(db).counts()).toEqual([
      { resource: 'airports', reason: 'code_missing', count: 2, lastAtMs: NOW_MS },
      { resource: 'airports', reason: 'bad_record', count: 1, lastAtMs: NOW_MS + 1 },
    ]);
    const [newest] = await createRejectReader(db).list({ limit: 1 });
    expect(newest).toEqual({ ...aReject('{}', 'bad_record'), run: 'run-1', atMs: NOW_MS + 1 });
    expect(await createRejectReader(db).list({ limit: 10, reason: 'code_missing' })).toHaveLength(2);
  });

  test('are cut in length and number', async () => {
    const rejects = createEtlRejects(db, 'sample');
    const many = Array.from({ length: MOST_AT_ONCE + 50 }, (_, n) => aReject(`${n}${'x'.repeat(5000)}`));
    await rejects.add('run-1', many, NOW_MS);
    const kept = await createRejectReader(db).list({ limit: 1000 });
    expect(kept).toHaveLength(MOST_AT_ONCE);
    expect(kept.every(({ record }) => record.length === 4000)).toBe(true);
  });
});

describe('raw replies', () => {
  const aReply = (path: string, body: string): RawReply => ({ path, status: 200, body });
  const kept = { run: 'run-1', atMs: NOW_MS };
  async function readAll(kind: 'references' | 'status'): Promise<RawReply[]> {
    const replies = [];
    for await (const reply of createEtlRaw(db, 'sample').replies(kind)) replies.push(reply);
    return replies;
  }

  test('come back as they were, the newest of each question, of one kind only', async () => {
    const raw = createEtlRaw(db, 'sample');
    await raw.put('references', [aReply('/a', 'Zürich'), aReply('/b', 'old')], kept);
    await raw.put('references', [aReply('/b', 'new')], kept);
    await raw.put('status', [aReply('/c', 'status')], kept);
    expect(await readAll('references')).toEqual([aReply('/a', 'Zürich'), aReply('/b', 'new')]);
    expect(await readAll('status')).toEqual([aReply('/c', 'status')]);
    expect(await raw.count('references')).toBe(2);
  });

  test('are compressed, and a damaged one is left out', async () => {
    const raw = createEtlRaw(db, 'sample');
    await raw.put('references', [aReply('/a', 'x'.repeat(100_000)), aReply('/b', 'whole')], kept);
    const [{ size }] = (await db
      .collection('etl_raw')
      .aggregate([{ $match: { path: '/a' } }, { $project: { size: { $bsonSize: '$$ROOT' } } }])
      .toArray()) as [{ size: number }];
    expect(size).toBeLessThan(1000);
    await db.collection('etl_raw').updateOne({ path: '/a' }, { $set: { body: Buffer.from('no gzip') } });
    expect(await readAll('references')).toEqual([aReply('/b', 'whole')]);
  });
});

describe('the claim of a source', () => {
  test('is made once and holds', async () => {
    expect(await readDataSource(db)).toBeNull();
    await Promise.all([claimDataSource(db, 'sample'), claimDataSource(db, 'sample')]);
    expect(await readDataSource(db)).toBe('sample');
  });

  test('of real data deletes the samples with their places, raw replies and records kept aside, and nothing else', async () => {
    await claimDataSource(db, 'sample');
    const aReject = { resource: 'airports', reason: 'bad_record', field: '', record: '{}' };
    await createEtlRejects(db, 'sample').add('of-sample', [aReject], NOW_MS);
    await createEtlRejects(db, 'lufthansa').add('of-lufthansa', [aReject], NOW_MS);
    await createEtlState(db).write('references', { at: 1 }, NOW_MS);
    await createEtlRaw(db, 'sample').put('references', [{ path: '/a', status: 200, body: '{}' }], {
      run: 'r',
      atMs: NOW_MS,
    });
    await db.collection('flights').insertMany([{ source: 'sample' }, { source: 'lufthansa' }]);
    await db.collection('airports').insertOne({ source: 'sample' });
    await claimDataSource(db, 'lufthansa');
    expect(await readDataSource(db)).toBe('lufthansa');
    expect(await db.collection('flights').distinct('source')).toEqual(['lufthansa']);
    expect(await db.collection('airports').countDocuments()).toBe(0);
    expect(await db.collection('etl_raw').countDocuments()).toBe(0);
    expect(await db.collection('etl_rejects').distinct('run')).toEqual(['of-lufthansa']);
    expect(await createEtlState(db).read('references')).toBeNull();
  });

  test('of real data refuses samples from before it deletes any, and goes on where it was killed at that', async () => {
    await claimDataSource(db, 'sample');
    await db.collection('flights').insertOne({ source: 'sample' });
    await db
      .collection('etl_state')
      .updateOne({ _id: 'source' as never }, { $set: { source: 'lufthansa', clears: 'sample' } });
    await expect(claimDataSource(db, 'sample')).rejects.toThrow(DataSourceError);
    await createEtlState(db).write('references', { run: anEtlRun({ source: 'lufthansa' }), place: 1 }, NOW_MS);
    await createEtlRaw(db, 'lufthansa').put('status', [{ path: '/a', status: 200, body: '{}' }], { run: 'r', atMs: 1 });
    await Promise.all([claimDataSource(db, 'lufthansa'), claimDataSource(db, 'lufthansa')]);
    expect(await db.collection('flights').countDocuments()).toBe(0);
    expect(await db.collection('etl_state').findOne({ _id: 'source' as never })).toEqual({
      _id: 'source',
      source: 'lufthansa',
    });
    // Of a run of real data that began meanwhile.
    expect(await createEtlState(db).read('references')).toMatchObject({ place: 1 });
    expect(await db.collection('etl_raw').countDocuments()).toBe(1);
  });

  test('leaves no sample behind where runs of both sources begin at once', async () => {
    const leases = createLeaseStore(db);
    for (let round = 0; round < 20; round++) {
      await db.collection('etl_state').deleteMany({});
      await claimDataSource(db, 'sample');
      const ofSample = async (): Promise<void> => {
        await leases.acquire('etl/status', 'sample/run-1', 60_000);
        await claimDataSource(db, 'sample').then(
          () => db.collection('flights').insertOne({ source: 'sample' }),
          () => undefined,
        );
        await leases.release('etl/status', 'sample/run-1');
      };
      const ofReal = claimDataSource(db, 'lufthansa').catch(() => undefined);
      await Promise.all([ofSample(), ofReal]);
      const isReal = (await readDataSource(db)) === 'lufthansa';
      expect(isReal ? await db.collection('flights').countDocuments() : 0).toBe(0);
      await db.collection('flights').deleteMany({});
    }
  });

  test('of samples is refused where real data is, with the remedy', async () => {
    await claimDataSource(db, 'lufthansa');
    const refused = claimDataSource(db, 'sample');
    await expect(refused).rejects.toThrow(DataSourceError);
    await expect(refused).rejects.toThrow('--reset');
  });

  test('of real data waits for samples that are being loaded, not for what was killed', async () => {
    const leases = createLeaseStore(db);
    await claimDataSource(db, 'sample');
    await leases.acquire('etl/schedules', 'sample/run-1', 60_000);
    await leases.acquire('etl/status', 'lufthansa/run-2', 60_000);
    await expect(claimDataSource(db, 'lufthansa')).rejects.toThrow('etl/schedules');
    expect(await readDataSource(db)).toBe('sample');
    await claimDataSource(db, 'sample');
    await db.collection('leases').updateOne({ _id: 'etl/schedules' as never }, { $set: { expiresAt: new Date(0) } });
    await claimDataSource(db, 'lufthansa');
    expect(await readDataSource(db)).toBe('lufthansa');
  });
});
