import { randomUUID } from 'node:crypto';
import { MongoClient, type Db } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { createFeedStore } from '#adapters/mongo/feeds/feed-store.ts';
import { createLeaseStore, type LeaseStore } from '#adapters/mongo/lease-store.ts';
import { aFeedStatus } from '../fixtures/feeds.ts';

const client = new MongoClient(inject('mongodbUri'));
let db: Db;
let leases: LeaseStore;
beforeAll(() => client.connect());
afterAll(() => client.close());
beforeEach(() => {
  db = client.db(`leases-${randomUUID()}`);
  leases = createLeaseStore(db);
});

test('one holds a lease, renews it, and another gets it only when it is given back', async () => {
  expect(await leases.acquire('feed/a', 'first', 60_000)).toBe(true);
  expect(await leases.acquire('feed/a', 'second', 60_000)).toBe(false);
  expect(await leases.acquire('feed/a', 'first', 60_000)).toBe(true);
  expect(await leases.acquire('feed/b', 'second', 60_000)).toBe(true);
  await leases.release('feed/a', 'second');
  expect(await leases.acquire('feed/a', 'second', 60_000)).toBe(false);
  await leases.release('feed/a', 'first');
  expect(await leases.acquire('feed/a', 'second', 60_000)).toBe(true);
});

test('a lease that has run out goes to the next; the one who lost it does not get it back by renewing', async () => {
  expect(await leases.acquire('feed/a', 'first', 1)).toBe(true);
  while (!(await leases.acquire('feed/a', 'second', 60_000)));
  expect(await leases.acquire('feed/a', 'first', 60_000)).toBe(false);
});

test('of many that want a lease at once exactly one gets it', async () => {
  const holders = Array.from({ length: 20 }, (_, n) => `holder-${n}`);
  const results = await Promise.all(holders.map((holder) => leases.acquire('feed/a', holder, 60_000)));
  expect(results.filter(Boolean)).toHaveLength(1);
});

test('renewing keeps the time since which a lease is held', async () => {
  const read = () => db.collection('leases').findOne({ _id: 'feed/a' as never });
  await leases.acquire('feed/a', 'first', 10_000);
  const before = await read();
  await leases.acquire('feed/a', 'first', 60_000);
  const after = await read();
  expect(after!['acquiredAt']).toEqual(before!['acquiredAt']);
  expect(after!['expiresAt']).not.toEqual(before!['expiresAt']);
});

test('the status of a feed is replaced as a whole and found again; one of another version is none', async () => {
  const feeds = createFeedStore(db);
  expect(await feeds.find('readsb')).toBeNull();
  await feeds.put(aFeedStatus({ aircraft: 1 }));
  const newer = aFeedStatus({ aircraft: 2, counts: { ...aFeedStatus().counts, rejected: {} } });
  await feeds.put(newer);
  expect(await feeds.find('readsb')).toEqual(newer);
  await db.collection('feeds').updateOne({}, { $set: { v: 2 } });
  expect(await feeds.find('readsb')).toBeNull();
});
