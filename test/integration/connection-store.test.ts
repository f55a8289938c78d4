import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, expect, inject, it } from 'vitest';
import { createConnectionStore } from '#adapters/mongo/connection-store.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { describeConnectionStore } from '../ports/connection-store-port.ts';

const client = new MongoClient(inject('mongodbUri'));
const databases: string[] = [];

function newDatabase() {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  databases.push(name);
  return client.db(name);
}

afterAll(async () => {
  for (const name of databases) await client.db(name).dropDatabase();
  await client.close();
});

describeConnectionStore('connection store on MongoDB', async () => createConnectionStore(newDatabase()));

it('keeps expiry as a date, so that the time-to-live index of the schema removes the record', async () => {
  const db = newDatabase();
  await ensureSchema(db, { retentionLiveDays: 30, retentionSimulatedHours: 24 });
  await createConnectionStore(db).add('a', 1_732_400_000_000, 1_732_407_500_000);
  expect(await db.collection('connections').findOne()).toMatchObject({ expiresAt: new Date(1_732_407_500_000) });
  expect(await db.collection('connections').indexes()).toContainEqual(
    expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }),
  );
});
