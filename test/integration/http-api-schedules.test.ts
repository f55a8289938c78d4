import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { claimDataSource } from '#adapters/mongo/etl/data-source-claim.ts';
import { createEtlRunStore } from '#adapters/mongo/etl/etl-run-store.ts';
import { createFlightStatusStore } from '#adapters/mongo/schedules/flight-status-store.ts';
import { createFlightStore } from '#adapters/mongo/schedules/flight-store.ts';
import { createReferenceStore } from '#adapters/mongo/references/reference-store.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { zoneOfPosition } from '#adapters/time-zones/zone-of-position.ts';
import { aircraftSchema } from '#contracts/http-aircraft.ts';
import { boardSchema } from '#contracts/http-board.ts';
import { flightsSchema, routesSchema } from '#contracts/http-flights.ts';
import { airlinePageSchema, airportPageSchema } from '#contracts/http-reference.ts';
import { statusSchema } from '#contracts/http-status.ts';
import { createHandler as createHttpApi } from '../../lambdas/http-api/handler.ts';
import { createHandler as createPositionStore } from '../../lambdas/position-store/handler.ts';
import { refuseScans, watchPlans } from '../../bench/search/query-plans.ts';
import { createRecordingLogger } from '../fakes/recording-logger.ts';
import { anEtlRun } from '../fixtures/etl-run.ts';
import { anHttpEvent } from '../fixtures/http-event.ts';
import { aLeg, anItinerary, aStatus, legEnd } from '../fixtures/itineraries.ts';
import { positionsEvent } from '../fixtures/msk-event.ts';
import { aPosition } from '../fixtures/positions.ts';
import { AIRCRAFT_TYPES, AIRLINES, AIRPORTS, CITIES, COUNTRIES } from '../fixtures/reference-data.ts';

const uri = inject('mongodbUri');
const client = new MongoClient(uri);
const db = client.db(`api_${randomUUID().slice(0, 8)}`);
const config = { mongodb: { uri, database: db.databaseName, roleArn: null }, callsPerHour: 900 };
const api = createHttpApi(config, { logger: createRecordingLogger() });

/** Now, to the minute: LH400 left an hour ago, and the clocks there show UTC, so that no day is missed. */
const nowMs = Math.floor(Date.now() / 60_000) * 60_000;
const HOUR_MS = 3_600_000;
const utc = (atMs: number): string => new Date(atMs).toISOString().slice(0, 16);
const end = (airport: string, atMs: number) => legEnd(airport, utc(atMs), 'UTC', '1');
const toNewYork = aLeg({
  from: end('FRA', nowMs - HOUR_MS),
  to: end('JFK', nowMs + 7 * HOUR_MS),
  flight: 'LH400',
  codeshares: ['UA8840'],
});
const toFrankfurt = aLeg({
  from: end('NCE', nowMs - 4 * HOUR_MS),
  to: end('FRA', nowMs - 2 * HOUR_MS),
  flight: 'LH1059',
});
const day = utc(nowMs - HOUR_MS).slice(0, 10);
const connectionDay = utc(nowMs - 4 * HOUR_MS).slice(0, 10);

async function get(path: string): Promise<unknown> {
  const [rawPath = '', query = ''] = path.split('?');
  const result: APIGatewayProxyStructuredResultV2 = await api(anHttpEvent(rawPath, { query }));
  return JSON.parse(result.body ?? 'null');
}

beforeAll(async () => {
  await ensureSchema(db, { retentionLiveDays: 30, retentionSimulatedHours: 24 });
  await claimDataSource(db, 'lufthansa');
  const references = createReferenceStore(db, zoneOfPosition);
  const run = { id: 'run-1', source: 'lufthansa', startedAtMs: nowMs, nowMs } as const;
  await references.put('countries', COUNTRIES, run);
  await references.put('cities', CITIES, run);
  await references.put('airports', AIRPORTS, run);
  await references.put('airlines', AIRLINES, run);
  await references.put('aircraft', AIRCRAFT_TYPES, run);
  const flights = createFlightStore(db);
  const stored = { isWhole: true, source: 'lufthansa', run: 'run-1', atMs: nowMs } as const;
  const direct = anItinerary([toNewYork]);
  const connection = anItinerary([toFrankfurt, toNewYork]);
  await flights.put({ ...stored, asked: { origin: 'FRA', destination: 'JFK', date: day }, itineraries: [direct] });
  await flights.put({
    ...stored,
    asked: { origin: 'NCE', destination: 'JFK', date: connectionDay },
    itineraries: [connection],
  });
  const { departure, arrival } = aStatus();
  const status = aStatus({
    departureDate: day,
    state: 'departed',
    departure: { ...departure, timeZone: 'UTC', scheduledMs: nowMs - HOUR_MS, actualMs: nowMs - HOUR_MS, gate: 'Z58' },
    arrival: { ...arrival, timeZone: 'UTC', scheduledMs: nowMs + 7 * HOUR_MS },
  });
  await createFlightStatusStore(db).put({ statuses: [status], source: 'lufthansa', run: 'run-1', atMs: nowMs });
  await createEtlRunStore(db).put(anEtlRun({ source: 'lufthansa' }));
  const quota = {
    revision: 2,
    slots: { references: [new Date(nowMs - 2 * HOUR_MS), new Date()], admin: [new Date()] },
  };
  await db.collection<{ _id: string }>('lufthansa_access').insertOne({ _id: 'quota/x', ...quota });
  const positions = createPositionStore({ ...config }, { logger: createRecordingLogger() });
  await positions(
    positionsEvent([aPosition({ callsign: 'DLH400', lat: 50.2, lon: 7, observedAtMs: nowMs, receivedAtMs: nowMs })]),
  );
  await positions.close();
});

afterAll(async () => {
  await api.close();
  await db.dropDatabase();
  await client.close();
});

describe('schedules and reference data on MongoDB', () => {
  test('are searched, with the aircraft that flies a leg', async () => {
    const { outbound } = flightsSchema.parse(await get(`/api/flights?from=FRA&to=NYC&date=${day}&lang=en`));
    expect(outbound.itineraries).toHaveLength(1);
    expect(outbound.itineraries[0]?.legs[0]).toMatchObject({
      flight: 'LH400',
      numbers: ['LH400', 'UA8840'],
      airlineName: 'Lufthansa',
      aircraftName: 'Airbus A320neo',
      departure: { airportName: 'Frankfurt Main' },
      icao24: '3c664e',
    });
    const ways = flightsSchema.parse(await get(`/api/flights?from=NCE&to=JFK&date=${connectionDay}`));
    expect(ways.outbound.itineraries.map(({ changes }) => changes)).toEqual([1]);
    const none = flightsSchema.parse(await get('/api/flights?from=FRA&to=NYC&date=2020-01-01'));
    expect(none.outbound).toMatchObject({ itineraries: [], nearestDates: [day] });
  });

  test('lead from origin to destinations and days', async () => {
    const codes = async (query: string) =>
      routesSchema.parse(await get(`/api/routes${query}`)).places.map(({ code }) => code);
    expect(await codes('')).toEqual(['FRA', 'NCE']);
    expect(await codes('?from=NCE')).toEqual(['NYC', 'JFK']);
    expect(routesSchema.parse(await get('/api/routes?from=FRA&to=NYC')).dates).toEqual([day]);
  });

  test('make boards, each leg once, with its status', async () => {
    const departures = boardSchema.parse(await get('/api/airports/FRA/board'));
    expect(departures.flights).toMatchObject([
      { flight: 'LH400', state: 'departed', gate: 'Z58', hasStatus: true, icao24: '3c664e' },
    ]);
    const arrivals = boardSchema.parse(await get('/api/airports/FRA/board?direction=arrivals'));
    expect(arrivals.flights).toMatchObject([{ flight: 'LH1059', hasStatus: false, other: { airport: 'NCE' } }]);
  });

  test('are joined to aircraft', async () => {
    expect(aircraftSchema.parse(await get('/api/aircraft/3c664e')).flight).toMatchObject({
      flight: 'LH400',
      confidence: 'likely',
      basis: ['number', 'time', 'position', 'status'],
    });
  });

  test('are listed and found by words, the exact code first', async () => {
    const found = async (query: string) =>
      airportPageSchema.parse(await get(`/api/airports?${query}`)).items.map(({ code }) => code);
    expect(await found('')).toEqual(['CDG', 'EWR', 'FRA', 'GRU', 'HHN', 'JFK', 'NCE', 'ORY']);
    expect(await found('q=SAO%20pau')).toEqual(['GRU']);
    expect(await found('q=fra')).toEqual(['FRA', 'HHN']);
    expect(await found('q=new&limit=1&offset=1')).toEqual(['JFK']);
    expect(await found('q=ew')).toEqual(['EWR']);
    const airlines = airlinePageSchema.parse(await get('/api/airlines?q=dlh'));
    expect(airlines).toMatchObject({ total: 1, items: [{ code: 'LH', icao: 'DLH', isGone: false }] });
  });

  test('are counted in the status, with runs and quota', async () => {
    expect(statusSchema.parse(await get('/api/status')).schedules).toMatchObject({
      source: 'lufthansa',
      sample: false,
      counts: { countries: 4, cities: 5, airports: 8, airlines: 5, aircraftTypes: 2, flights: 2 },
      runs: [{ id: 'run-1', kind: 'references' }],
      quota: { used: 2, limit: 900 },
    });
  });

  test('are read without a scan of a collection, whatever the route', async () => {
    const another = createHttpApi(config, { logger: createRecordingLogger() });
    const paths: readonly (readonly [string, string?])[] = [
      ['/api/flights', `from=FRA&to=NYC&date=${day}`],
      ['/api/flights', 'from=FRA&to=NYC&date=2020-01-01'],
      ['/api/flights', `from=FRA&to=QQQ&date=${day}`],
      ['/api/routes'],
      ['/api/routes', 'from=FRA&to=NYC'],
      ['/api/airports/FRA/board'],
      ['/api/airports/FRA/board', 'direction=arrivals'],
      ['/api/aircraft/3c664e'],
      ['/api/status'],
      ...['countries', 'cities', 'airports', 'airlines'].flatMap(
        (name) => [[`/api/${name}`], [`/api/${name}`, 'q=fra'], [`/api/${name}`, 'q=new%20y']] as const,
      ),
    ];
    const uses = await watchPlans(db, async () => {
      for (const [path, query = ''] of paths) await another(anHttpEvent(path, { query }));
    });
    await another.close();
    expect(uses.length).toBeGreaterThan(15);
    expect(() => refuseScans(uses)).not.toThrow();
    expect(() => refuseScans([...uses, { ...uses[0]!, plan: 'find flights: COLLSCAN' }])).toThrow(
      'find flights: COLLSCAN',
    );
  });
});
