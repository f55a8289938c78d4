import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { MongoClient, type Db, type Document } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { rejectedSum } from '#adapters/etl/run-account.ts';
import type { EtlOutcome } from '#adapters/etl/run-etl.ts';
import { createFetchedDays } from '#adapters/mongo/etl/fetched-days.ts';
import { createZoneDirectory } from '#adapters/mongo/references/zone-directory.ts';
import type { EtlRun } from '#contracts/etl-run.ts';
import { isJsonObject } from '#contracts/read.ts';
import { createHandler as createScheduleEtl } from '../../lambdas/schedule-etl/handler.ts';
import { createHandler as createStatusEtl } from '../../lambdas/status-etl/handler.ts';
import { startOperationsServer, type OperationsServer } from '../fakes/operations-server.ts';
import { createRecordingLogger } from '../fakes/recording-logger.ts';
import { lufthansaAnswer } from '../fixtures/lufthansa.ts';
import { hasSharedData, sharedData } from '../shared-data.ts';

const mongodbUri = inject('mongodbUri');
const client = new MongoClient(mongodbUri);
const context = { getRemainingTimeInMillis: () => 60_000 };
const logger = createRecordingLogger();
let db: Db;
let server: OperationsServer;
beforeAll(async () => {
  server = await startOperationsServer();
});
beforeEach(async () => {
  db = client.db(`schedules_${randomUUID().slice(0, 8)}`);
  server.answers.clear();
  // A station has its city's zone; an airport that Lufthansa doesn't list has that of its position.
  await db.collection('cities').insertOne({ city_code: 'CGN', time_zone_id: 'Europe/Berlin' });
  await db.collection('airports').insertMany([
    { airport_code: 'QKL', city_code: 'CGN', time_zone_id: null },
    { airport_code: 'RSW', city_code: 'FMY', time_zone_id: 'America/New_York' },
    { airport_code: 'GOM', city_code: 'GOM', time_zone_id: 'Africa/Nowhere' },
  ]);
});
afterEach(() => db.dropDatabase());
afterAll(async () => {
  await server.stop();
  await client.close();
});

const lufthansa = () => ({
  baseUrl: server.url,
  clientId: 'test',
  clientSecret: 'sample',
  source: 'sample' as const,
  callsPerSecond: 100,
  callsPerHour: 20_000,
});
const database = () => ({
  mongodb: { uri: mongodbUri, database: db.databaseName, roleArn: null },
  lufthansa: lufthansa(),
});

async function loadSchedules(event: object): Promise<EtlRun> {
  const plan = { cities: [], pairs: 0, hubRoutes: [], daysAhead: 14, callsPerRun: 250 };
  const handler = createScheduleEtl({ ...database(), plan }, { logger });
  try {
    return runOf(await handler(event, context));
  } finally {
    await handler.close();
  }
}

async function loadStatus(nowMs: number): Promise<EtlRun> {
  const startedMs = performance.now();
  const clock = (): number => Math.floor(nowMs + performance.now() - startedMs);
  const handler = createStatusEtl({ ...database(), airports: ['FRA'] }, { logger, clock });
  try {
    return runOf(await handler({ trigger: 'command' }, context));
  } finally {
    await handler.close();
  }
}

function runOf(outcome: EtlOutcome): EtlRun {
  if (outcome.skipped !== false) throw new Error(`skipped: ${outcome.skipped}`);
  expect(outcome.run.received).toBe(outcome.run.stored + outcome.run.merged + rejectedSum(outcome.run));
  return outcome.run;
}

const all = (collection: string): Promise<Document[]> => db.collection(collection).find({}).sort({ _id: 1 }).toArray();
const rows = (body: unknown): number => JSON.stringify(body).split('"TotalJourney"').length - 1;

describe('the schedule ETL', () => {
  const connections = { pairs: [{ from: 'TPE', to: 'FMY', date: '2026-11-27' }] };

  test('stores connections with the zones of their airports, codeshares as one, and keeps what can’t be read', async () => {
    const body = lufthansaAnswer('schedules-connections');
    server.answers.set('schedules/TPE/FMY/2026-11-27', body);
    const run = await loadSchedules(connections);
    expect(run).toMatchObject({ kind: 'schedules', state: 'complete', source: 'sample', received: rows(body) });
    expect(run.merged).toBe(3);
    const flights = await all('flights');
    expect(flights).toHaveLength(run.stored);
    expect(flights.find(({ origin }) => origin === 'QKL')).toMatchObject({
      legs: [{ origin_zone: 'Europe/Berlin', departs_at: new Date('2026-11-27T06:53Z') }, {}],
    });
    expect(flights.find(({ _id: id }) => String(id).includes('JL10'))).toMatchObject({
      destination: 'RSW',
      legs: [{}, { numbers: ['JL10', 'AA8405'], destination_zone: 'America/Chicago' }, {}],
    });
    expect(await db.collection('etl_rejects').countDocuments()).toBe(rejectedSum(run));
    expect(await db.collection('etl_raw').countDocuments()).toBe(1);
  });

  test('a second run changes no count and no flight', async () => {
    server.answers.set('schedules/TPE/FMY/2026-11-27', lufthansaAnswer('schedules-connections'));
    const first = await loadSchedules(connections);
    const before = await all('flights');
    const second = await loadSchedules({ ...connections, runId: 'second' });
    expect(second).toMatchObject({ received: first.received, stored: first.stored, changed: 0, vanished: 0 });
    const stamped = (await all('flights')).map((flight) => ({ ...flight, updated_at: null, seen_run: null }));
    expect(stamped).toEqual(before.map((flight) => ({ ...flight, updated_at: null, seen_run: null })));
  });

  test('a flight that the next answer lacks is gone', async () => {
    const event = { pairs: [{ from: 'FRA', to: 'JFK', date: '2026-12-01' }] };
    server.answers.set('schedules/FRA/JFK/2026-12-01', lufthansaAnswer('schedules-direct'));
    expect(await loadSchedules(event)).toMatchObject({ stored: 1, changed: 1 });
    server.answers.clear();
    expect(await loadSchedules(event)).toMatchObject({ stored: 0, vanished: 1, state: 'complete' });
    expect(await all('flights')).toEqual([]);
  });

  test.skipIf(!hasSharedData)(
    'every journey of captured answers is stored, merged, or rejected by its reason',
    async () => {
      const text = readFileSync(sharedData('lufthansa/operations_schedules.json'), 'utf8');
      const captured = JSON.parse(text) as readonly { readonly endpoint: string; readonly body: unknown }[];
      for (const { endpoint, body } of captured) server.answers.set(endpoint.replace('operations/', ''), body);
      const pairs = [...server.answers.keys()].map((path) => {
        const [, from, to, date] = path.split('/');
        return { from, to, date };
      });
      const run = await loadSchedules({ pairs });
      expect(run).toMatchObject({ state: 'complete', received: 30, rejected: {} });
      expect(await db.collection('flights').countDocuments()).toBe(run.stored);
      expect(run.merged).toBeGreaterThan(0);
    },
  );
});

describe('the status ETL', () => {
  const nowMs = Date.parse('2026-09-24T09:00Z');

  test('stores the flights around now with their delays, and an older answer never over a newer', async () => {
    const body = lufthansaAnswer('flight-status-list');
    for (const minute of ['08:45', '09:00']) server.answers.set(`flightstatus/arrivals/FRA/2026-09-24T${minute}`, body);
    const run = await loadStatus(nowMs);
    expect(run).toMatchObject({ kind: 'status', state: 'complete', done: 2, total: 2 });
    expect(run.stored).toBeGreaterThan(0);
    const stored = await all('flight_status');
    expect(stored).toHaveLength(run.stored);
    expect(stored.find(({ flight }) => flight === 'LH97')).toMatchObject({
      origin: 'MUC',
      departure_punctuality: 'delayed',
      actual_arrival_at: new Date('2026-09-24T07:12Z'),
      destination_gate: '173',
    });
    expect(await loadStatus(nowMs - 900_000)).toMatchObject({ stored: 0, changed: 0 });
    expect(await all('flight_status')).toEqual(stored);
  });

  test.skipIf(!hasSharedData)(
    'every flight of captured answers is stored, merged, or rejected by its reason',
    async () => {
      const text = readFileSync(sharedData('lufthansa/flightstatus.json'), 'utf8');
      const captured = JSON.parse(text) as readonly { readonly url: string; readonly rawBody: string }[];
      for (const { url, rawBody } of captured) {
        const path = new URL(url).pathname.replace('/v1/operations/', '');
        server.answers.set(path, JSON.parse(rawBody));
      }
      const run = await loadStatus(Date.parse('2018-09-24T09:00Z'));
      expect(run).toMatchObject({ state: 'complete', done: 2, received: 100, rejected: {} });
      expect(await db.collection('flight_status').countDocuments()).toBe(run.stored);
    },
  );
});

describe('what the ETLs ask the database', () => {
  test('an airport’s zone is its own, its city’s, or that of its position; else nobody knows it', async () => {
    const zoneOf = await createZoneDirectory(db).load();
    const zones = ['RSW', 'QKL', 'CGN', 'DEN', 'HKG', 'MIA', 'GOM', 'XXX'].map(zoneOf);
    expect(zones).toEqual([
      'America/New_York',
      'Europe/Berlin',
      'Europe/Berlin',
      'America/Denver',
      'Asia/Hong_Kong',
      'America/New_York',
      expect.not.stringContaining('Nowhere'),
      null,
    ]);
  });

  test('when a day was fetched is kept by its newest time, and forgotten with the day', async () => {
    const days = createFetchedDays(db);
    const day = (date: string) => ({ origin: 'FRA', destination: 'JFK', date });
    expect(await days.read('2026-11-30')).toEqual(new Map());
    await days.mark(day('2026-12-01'), 1000);
    await days.mark(day('2026-12-02'), 3000);
    await days.mark(day('2026-12-02'), 2000);
    const both = new Map([
      ['FRA-JFK/2026-12-01', 1000],
      ['FRA-JFK/2026-12-02', 3000],
    ]);
    expect(await days.read('2026-12-01')).toEqual(both);
    expect(await days.read('2026-12-02')).toEqual(new Map([['FRA-JFK/2026-12-02', 3000]]));
    const [kept] = await all('etl_state');
    expect(isJsonObject(kept) ? kept['days'] : null).toEqual({ 'FRA-JFK/2026-12-02': new Date(3000) });
  });
});
