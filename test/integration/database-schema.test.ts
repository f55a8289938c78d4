import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, expect, inject, test } from 'vitest';
import { createHandler } from '../../lambdas/database-schema/handler.ts';
import { createRecordingLogger } from '../fakes/recording-logger.ts';

const database = `step_${randomUUID().slice(0, 8)}`;
const client = new MongoClient(inject('mongodbUri'));
const log = createRecordingLogger();

const retention = { retentionLiveDays: 30, retentionSimulatedHours: 24 };
const mongodb = { uri: inject('mongodbUri'), database, roleArn: null };
const handler = createHandler({ mongodb, retention }, { logger: log });

afterAll(async () => {
  await handler.close();
  await client.db(database).dropDatabase();
  await client.close();
});

const run = (remainingMs = 120_000) => handler({}, { getRemainingTimeInMillis: () => remainingMs });

test('the step makes what is missing once, leaves what is in the way, and begins nothing that it has no time for', async () => {
  await client.db(database).collection('dead_letters').createIndex({ mine: 1 }, { name: 'retention' }, undefined);
  const hurried = await run(1000);
  expect(hurried.changes).toEqual([]);
  expect(hurried.left).toContain('positions_latest: index shard was not begun: run the step again');
  const first = await run();
  expect(first.changes).toContain('flights: index route_day created');
  const conflict = 'dead_letters: index retention could not be made: dead_letters has an index that conflicts';
  expect(first.left).toEqual([expect.stringContaining(conflict)]);
  expect(await run()).toEqual({ changes: [], left: first.left });
  expect(log.lines.at(-1)).toMatchObject({ level: 'warn', function: 'database-schema', Changed: 0, Left: 1 });
});
