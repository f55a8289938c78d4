import { randomUUID } from 'node:crypto';
import { MongoClient, type Db } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { COLLECTIONS } from '#contracts/names.ts';
import { problemSchema } from '#contracts/http-api.ts';
import { scheduleImportSchema } from '#contracts/http-admin.ts';
import { readConfig } from '../../lambdas/admin-api/config.ts';
import { createHandler, type AdminApiDeps } from '../../lambdas/admin-api/handler.ts';
import { startLufthansaStub, type LufthansaStub } from '../../local/lufthansa-stub.ts';
import { createRecordingLogger } from '../fakes/recording-logger.ts';
import { anHttpEvent } from '../fixtures/http-event.ts';

const TOKEN = 'a-token-of-this-test';
const DAY_MS = 86_400_000;
const tomorrow = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10);
const FRA_JFK = { origin: 'FRA', destination: 'JFK', date: tomorrow };

const mongodbUri = inject('mongodbUri');
const client = new MongoClient(mongodbUri);
let stub: LufthansaStub;
let db: Db;
beforeAll(async () => {
  [stub] = await Promise.all([
    startLufthansaStub({ size: 'small', clients: { operator: 'secret' } }),
    client.connect(),
  ]);
});
beforeEach(() => {
  db = client.db(`admin_${randomUUID().replaceAll('-', '')}`);
  return () => db.dropDatabase();
});
afterAll(() => Promise.all([stub.stop(), client.close()]));

type Environment = Readonly<Record<string, string>>;

/** The function as `npm start` makes it, asked once. */
async function ask(
  path: '/api/schedule' | '/api/references',
  {
    query = {},
    token = TOKEN,
    env = {},
    ...deps
  }: AdminApiDeps & { query?: object; token?: string; env?: Environment },
) {
  const config = readConfig({
    MONGODB_URI: mongodbUri,
    MONGODB_DATABASE: db.databaseName,
    LUFTHANSA_BASE_URL: stub.url,
    LUFTHANSA_CLIENT_ID: 'operator',
    LUFTHANSA_CLIENT_SECRET: 'secret',
    SCHEDULE_DATA_SOURCE: 'sample',
    ADMIN_TOKEN: TOKEN,
    ...env,
  });
  const handler = createHandler(config, { logger: createRecordingLogger(), ...deps });
  try {
    const event = anHttpEvent(path, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    const answer = await handler({ ...event, queryStringParameters: { ...query } });
    return { ...answer, headers: answer.headers ?? {}, json: JSON.parse(answer.body ?? '') as unknown };
  } finally {
    await handler.close();
  }
}

describe('POST /api/schedule', () => {
  test('stores what Lufthansa has for the day and answers it; a second time nothing changes', async () => {
    const first = await ask('/api/schedule', { query: FRA_JFK });
    expect(first.statusCode).toBe(200);
    const { itineraries, stored, changed, sample, ...counts } = scheduleImportSchema.parse(first.json);
    expect([itineraries.length, changed, sample]).toEqual([stored, stored, true]);
    expect(stored).toBeGreaterThan(0);
    const rejected = Object.values(counts.rejected).reduce((sum, count) => sum + count, 0);
    expect(counts.received).toBe(stored + counts.merged + rejected);
    const documents = await db.collection<{ _id: string }>(COLLECTIONS.flights).find().toArray();
    expect(documents.map(({ _id }) => _id).sort()).toEqual(itineraries.map(({ id }) => id).sort());
    expect(documents).toMatchObject(documents.map(() => ({ source: 'sample', departure_date: tomorrow })));

    const second = scheduleImportSchema.parse((await ask('/api/schedule', { query: FRA_JFK })).json);
    expect([second.stored, second.changed]).toEqual([stored, 0]);
  });

  test('answers an empty list where Lufthansa has nothing', async () => {
    const { statusCode, json } = await ask('/api/schedule', {
      query: { ...FRA_JFK, origin: 'XQX', destination: 'QXQ' },
    });
    expect([statusCode, scheduleImportSchema.parse(json)]).toMatchObject([200, { stored: 0, itineraries: [] }]);
    expect(await db.collection(COLLECTIONS.flights).countDocuments()).toBe(0);
  });

  test('asks neither Lufthansa nor the database where a parameter is malformed or the token is wrong', async () => {
    const before = stub.account.calls;
    const malformed = await ask('/api/schedule', { query: { ...FRA_JFK, date: 'tomorrow' } });
    expect([malformed.statusCode, problemSchema.parse(malformed.json).parameter]).toEqual([400, 'date']);
    expect((await ask('/api/schedule', { query: FRA_JFK, token: 'wrong' })).statusCode).toBe(401);
    expect(stub.account.calls).toBe(before);
    expect(await db.collection(COLLECTIONS.etlState).countDocuments()).toBe(0);
  });

  test('answers 500 with the status and message of Lufthansa where it refuses the credentials', async () => {
    const { statusCode, json } = await ask('/api/schedule', {
      query: FRA_JFK,
      env: { LUFTHANSA_CLIENT_SECRET: 'of-last-year' },
    });
    const { type, detail } = problemSchema.parse(json);
    expect([statusCode, type]).toEqual([500, '/problems/lufthansa']);
    expect(detail).toMatch(/status 4\d\d/);
    expect(detail).not.toContain('of-last-year');
  });

  test('answers 503 with the time to wait where the calls of the hour are spent', async () => {
    const env = { LUFTHANSA_CALLS_PER_HOUR: '6', LUFTHANSA_CALLS_PER_SECOND: '100' };
    const statuses: (number | undefined)[] = [];
    for (let asked = 0; asked < 6 && statuses.at(-1) !== 503; asked += 1) {
      const { statusCode, headers } = await ask('/api/schedule', { query: FRA_JFK, env });
      statuses.push(statusCode);
      if (statusCode === 503) expect(Number(headers['Retry-After'])).toBeGreaterThan(3000);
    }
    expect(statuses.slice(-2)).toEqual([200, 503]);
  });

  test('answers 503 where the database is away', async () => {
    const { statusCode, headers, json } = await ask('/api/schedule', {
      query: FRA_JFK,
      env: { MONGODB_URI: 'mongodb://127.0.0.1:1/?directConnection=true' },
    });
    expect([statusCode, headers['Retry-After'], problemSchema.parse(json).type]).toEqual([
      ...[503, '10', '/problems/unavailable'],
    ]);
  });

  test('answers 409 where the database holds real data', async () => {
    await db.collection<{ _id: string; source: string }>(COLLECTIONS.etlState).insertOne({
      ...{ _id: 'source', source: 'lufthansa' },
    });
    expect((await ask('/api/schedule', { query: FRA_JFK })).statusCode).toBe(409);
  });
});

describe('POST /api/references', () => {
  test('starts one run, and answers 409 until the lock is free again', async () => {
    const started: unknown[] = [];
    const startEtl = (event: unknown): Promise<void> => {
      started.push(event);
      return Promise.resolve();
    };
    const first = await ask('/api/references', { startEtl });
    expect([first.statusCode, first.headers['Location']]).toEqual([202, '/api/status']);
    expect(started).toEqual([{ trigger: 'admin', ...(first.json as object) }]);
    expect((await ask('/api/references', { startEtl })).statusCode).toBe(409);
    await db.collection(COLLECTIONS.leases).deleteMany({});
    expect((await ask('/api/references', { startEtl })).statusCode).toBe(202);
    expect(started).toHaveLength(2);
  });
});
