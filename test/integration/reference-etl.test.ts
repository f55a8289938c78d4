import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { MongoClient, type Db } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { createEtlRunStore } from '#adapters/mongo/etl/etl-run-store.ts';
import { createEtlState } from '#adapters/mongo/etl/etl-state.ts';
import type { EtlRun } from '#contracts/etl-run.ts';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import { REFERENCE_RESOURCES, type ReferenceResource } from '#domain/schedules/reference-data.ts';
import { startLufthansaStub, type LufthansaStub } from '../../local/lufthansa-stub.ts';
import { createHandler, type ReferenceEtlDeps } from '../../lambdas/reference-etl/handler.ts';
import { createRecordingLogger } from '../fakes/recording-logger.ts';
import { rowsOf, startReferenceServer, type ReferenceRows, type ReferenceServer } from '../fakes/reference-server.ts';
import { hasSharedData, sharedData } from '../shared-data.ts';

const mongodbUri = inject('mongodbUri');
const client = new MongoClient(mongodbUri);
const COLLECTIONS = ['countries', 'cities', 'airports', 'airlines', 'aircraft_types'];
let db: Db;
let server: ReferenceServer | null = null;
beforeAll(() => client.connect());
beforeEach(() => {
  db = client.db(`references_${randomUUID().slice(0, 8)}`);
});
afterEach(async () => {
  await server?.stop();
  server = null;
  await db.dropDatabase();
});
afterAll(() => client.close());

async function serve(rows: ReferenceRows): Promise<ReferenceServer> {
  server = await startReferenceServer(rows);
  return server;
}

/** One run of the function, against the server, far from its limits. */
async function load(url: string, deps: ReferenceEtlDeps = {}, source: DataSource = 'sample'): Promise<EtlRun> {
  const lufthansa = { baseUrl: url, clientId: 'test', clientSecret: 'sample', source };
  const config = { ...lufthansa, callsPerSecond: 100, callsPerHour: 20_000 };
  const handler = createHandler(
    { mongodb: { uri: mongodbUri, database: db.databaseName, roleArn: null }, lufthansa: config },
    { logger: createRecordingLogger(), ...deps },
  );
  try {
    const outcome = await handler({ trigger: 'command' }, { getRemainingTimeInMillis: () => 60_000 });
    if (outcome.skipped !== false) throw new Error(outcome.skipped);
    return outcome.run;
  } finally {
    await handler.close();
  }
}

function expectSum({ received, stored, merged, rejected }: EtlRun): void {
  expect(received).toBe(stored + merged + Object.values(rejected).reduce((sum, count) => sum + count, 0));
}

const idOf = (id: string): { readonly _id: never } => ({ _id: id as never });

/** All documents, but for which run saw them last. */
async function contents(): Promise<unknown[]> {
  const all = COLLECTIONS.map((name) =>
    db
      .collection(name)
      .find({}, { projection: { seen_run: 0, seen_in: 0 } })
      .sort({ _id: 1 }),
  );
  return Promise.all(all.map((cursor) => cursor.toArray()));
}

const name = (en: string): object => ({ Name: { '@LanguageCode': 'EN', $: en } });

/** In the shapes of real answers: twins, no name, no zone, no position, a code that is none. */
const FEW: ReferenceRows = {
  countries: [
    {
      CountryCode: 'DE',
      Names: {
        Name: [
          { '@LanguageCode': 'DE', $: 'Deutschland' },
          { '@LanguageCode': 'EN', $: 'Germany' },
        ],
      },
    },
    { CountryCode: 'FR', Names: name('France') },
    { CountryCode: '??', Names: {} },
  ],
  cities: [
    { CityCode: 'BFB', CountryCode: 'ES', Names: name('Bilbao'), UtcOffset: '+01:00', TimeZoneId: 'Europe/Madrid' },
    {
      CityCode: 'PAR',
      CountryCode: 'FR',
      Names: name('Paris'),
      UtcOffset: '+01:00',
      TimeZoneId: 'Europe/Paris',
      Airports: { AirportCode: ['CDG', 'ORY'] },
    },
  ],
  airports: [
    anAirport('CDG', { CityCode: 'PAR', TimeZoneId: 'Europe/Paris' }),
    { ...anAirport('GPS', { Position: position(-0.4538, -90.2659) }), UtcOffset: '-06:00' },
    anAirport('GPS', { Names: {}, Position: position(-0.4538, -90.2659) }),
    anAirport('ORY', { CityCode: 'PAR', Names: {} }),
    ...Array.from({ length: 120 }, (_, n) =>
      anAirport(`S${String.fromCharCode(65 + n / 26)}${String.fromCharCode(65 + (n % 26))}`),
    ),
  ],
  airlines: [
    { AirlineID: 'LH', AirlineID_ICAO: 'DLH', Names: name('Lufthansa') },
    { AirlineID: 'LH', AirlineID_ICAO: 'GEC', Names: name('Lufthansa Cargo') },
    { AirlineID: 'LH', Names: name('Lufthansa Group') },
  ],
  aircraft: [
    { AircraftCode: 748, Names: {}, AirlineEquipCode: 'B748' },
    { AircraftCode: '748', Names: name('Boeing 747-8') },
  ],
};

function anAirport(AirportCode: string, more: object = {}): JsonObject {
  return {
    AirportCode,
    CityCode: AirportCode,
    CountryCode: 'FR',
    LocationType: 'Airport',
    Names: name(AirportCode),
    ...more,
  };
}

function position(Latitude: number, Longitude: number): object {
  return { Coordinate: { Latitude, Longitude } };
}

describe('reference data', () => {
  test('is stored under the names of the first project, each record accounted for', async () => {
    const { url } = await serve(FEW);
    const run = await load(url);
    expect(run).toMatchObject({
      state: 'complete',
      received: 134,
      stored: 131,
      merged: 2,
      rejected: { code_invalid: 1 },
    });
    expect(await db.collection('countries').findOne(idOf('DE'))).toMatchObject({
      country_code: 'DE',
      names: { de: 'Deutschland', en: 'Germany' },
      search: ['de', 'germany', 'deutschland'],
      source: 'sample',
      seen_run: run.id,
      gone_at: null,
      insert_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/) as string,
    });
    expect(await db.collection('cities').findOne(idOf('PAR'))).toMatchObject({
      name: 'Paris',
      country_code: 'FR',
      airport_codes: ['CDG', 'ORY'],
      time_zone_id: 'Europe/Paris',
      utc_offset: '+01:00',
    });
    expect(await db.collection('airports').findOne(idOf('GPS'))).toMatchObject({
      airport_code: 'GPS',
      airport_name: 'GPS',
      position: { Latitude: -0.4538, Longitude: -90.2659 },
      location: { type: 'Point', coordinates: [-90.2659, -0.4538] },
      time_zone_id: 'Pacific/Galapagos',
      time_zone_from: 'position',
    });
    expect(await db.collection('airports').findOne(idOf('ORY'))).toMatchObject({
      airport_name: 'ORY',
      names: {},
      position: null,
      time_zone_id: 'Europe/Paris',
      time_zone_from: 'city',
    });
    expect(await db.collection('airlines').distinct('_id')).toEqual(['LH/', 'LH/DLH', 'LH/GEC']);
    expect(await db.collection('aircraft_types').findOne(idOf('748'))).toMatchObject({
      names: { en: 'Boeing 747-8' },
      icao_type_code: 'B748',
    });
    expect(await db.collection('etl_rejects').countDocuments({ run: run.id, reason: 'code_invalid' })).toBe(1);
    expect(await db.collection('etl_raw').countDocuments()).toBe(6);
  });

  test('loaded again changes nothing; what changed, came and went is counted, and what went is only marked', async () => {
    const few = await serve(FEW);
    await load(few.url);
    const before = await contents();
    const again = await load(few.url);
    expect(again).toMatchObject({ state: 'complete', stored: 131, changed: 0, vanished: 0 });
    expect(await contents()).toEqual(before);

    const [germany, france, broken] = FEW.countries as [JsonObject, JsonObject, JsonObject];
    const airports = FEW.airports.filter(({ AirportCode }) => AirportCode !== 'SAC');
    few.rows = { ...FEW, airports, countries: [germany, { ...france, Names: name('Republic of France') }, broken] };
    const third = await load(few.url);
    expect(third).toMatchObject({ stored: 130, changed: 1, vanished: 1 });
    expect(await db.collection('airports').findOne(idOf('SAC'))).toMatchObject({ gone_at: expect.any(Date) as Date });
    few.rows = FEW;
    expect(await load(few.url)).toMatchObject({ stored: 131, changed: 2, vanished: 0 });
    expect(await db.collection('airports').findOne(idOf('SAC'))).toMatchObject({ gone_at: null });
  });

  test('is parsed again from the raw replies without a call, and marks nothing', async () => {
    const { url, asked } = await serve(FEW);
    await load(url);
    const before = await contents();
    await db.collection('airports').deleteOne(idOf('CDG'));
    await db.collection('airports').insertOne({ ...idOf('ZZZ'), airport_code: 'ZZZ', gone_at: null });
    const callsBefore = asked.length;
    const run = await load(url, { fromRaw: true });
    expect(asked).toHaveLength(callsBefore);
    expect(run).toMatchObject({ state: 'complete', calls: 0, received: 134, stored: 131, changed: 1, vanished: 0 });
    expectSum(run);
    await db.collection('airports').deleteOne(idOf('ZZZ'));
    expect(JSON.stringify(await contents()).length).toBe(JSON.stringify(before).length);
  });

  test('parsed again from old replies does not bring back what has vanished since', async () => {
    const few = await serve(FEW);
    await load(few.url);
    // Another length of the list makes another last page: the old one, with what vanished, is kept beside it.
    few.rows = { ...FEW, airports: FEW.airports.slice(0, -1) };
    expect(await load(few.url)).toMatchObject({ vanished: 1 });
    const before = await contents();
    expect(await load(few.url, { fromRaw: true })).toMatchObject({ state: 'complete', changed: 0, vanished: 0 });
    expect(await contents()).toEqual(before);
  });

  test('of the real API takes the place of samples; samples never that of real data', async () => {
    const few = await serve(FEW);
    await load(few.url);
    few.rows = { ...FEW, airports: FEW.airports.slice(0, 4) };
    expect(await load(few.url, {}, 'lufthansa')).toMatchObject({ source: 'lufthansa', state: 'complete', vanished: 0 });
    expect(await db.collection('airports').distinct('source')).toEqual(['lufthansa']);
    expect(await db.collection('airports').countDocuments()).toBe(3);
    await expect(load(few.url)).rejects.toThrow('never mixed');
    expect(await db.collection('airports').countDocuments()).toBe(3);
  });
});

describe('npm run etl -- references against the stub with faults', () => {
  /** Far above what the runs need, on both sides; theirs above ours. */
  const QUOTA = { callsPerSecond: 110, callsPerHour: 5000 };
  const FAULTS = { seed: 4, gatewayTimeoutShare: 0.01, badRecordShare: 0.02, throttleShare: 0.01 };
  let stub: LufthansaStub;
  beforeEach(async () => {
    stub = await startLufthansaStub({ size: 'small', quota: QUOTA, faults: FAULTS });
  });
  afterEach(() => stub.stop());

  function start(): ChildProcess {
    const env = {
      ...process.env,
      MONGODB_URI: mongodbUri,
      MONGODB_DATABASE: db.databaseName,
      LUFTHANSA_BASE_URL: stub.url,
      LUFTHANSA_CLIENT_ID: 'sample',
      LUFTHANSA_CLIENT_SECRET: 'sample',
      SCHEDULE_DATA_SOURCE: 'sample',
      LUFTHANSA_CALLS_PER_SECOND: '100',
      LUFTHANSA_CALLS_PER_HOUR: '4000',
    };
    return fork('local/etl.ts', ['references'], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  }

  const runs = () => createEtlRunStore(db).newest({ kind: 'references', limit: 10 });

  test('stopped, then killed in mid-run it is gone on with; all that can be loaded is, and the limits are kept', async () => {
    const stopped = start();
    await expect.poll(async () => (await createEtlState(db).read('references')) !== null).toBe(true);
    stopped.kill('SIGINT');
    expect(await once(stopped, 'exit')).toEqual([1, null]);
    const [incomplete] = await runs();
    expect(incomplete).toMatchObject({ state: 'incomplete', problem: expect.stringContaining('stopped') as string });

    const killed = start();
    await expect.poll(async () => (await runs())[0]!.done).toBeGreaterThan(incomplete!.done);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const [broken] = await runs();
    expect(broken).toMatchObject({ id: incomplete!.id, state: 'running' });
    // Nobody renews it any more; a test need not wait for its end.
    await db.collection('leases').updateOne(idOf('etl/references'), { $set: { expiresAt: new Date(0) } });

    expect(await once(start(), 'exit')).toEqual([0, null]);
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(run).toMatchObject({ id: broken!.id, state: 'complete', problem: null, startedAtMs: broken!.startedAtMs });
    expectSum(run!);
    const { overSecond, overHour, calls } = stub.account;
    expect({ overSecond, overHour }).toEqual({ overSecond: 0, overHour: 0 });
    // Of the few calls around a stop or a kill one side may have counted what the other hasn't.
    expect(Math.abs(calls - run!.calls)).toBeLessThan(30);

    const whole = await startLufthansaStub({ size: 'small', quota: QUOTA });
    const before = await Promise.all(COLLECTIONS.map((each) => db.collection(each).distinct('_id')));
    const rejected = Object.values(run!.rejected).reduce((sum, count) => sum + count, 0);
    const sound = await load(whole.url).finally(() => whole.stop());
    expect(sound).toMatchObject({ state: 'complete', rejected: {}, vanished: 0 });
    expect(sound.stored - before.flat().length).toBe(rejected);
  });
});

describe.runIf(hasSharedData)('captured pages of the real API', () => {
  const pages = (resource: ReferenceResource): unknown[] => {
    const captured: unknown = JSON.parse(readFileSync(sharedData(`lufthansa/${resource}.pages.json`), 'utf8'));
    return Array.isArray(captured) ? captured.filter(isJsonObject).map(({ body }) => body) : [];
  };
  const rows = (resource: ReferenceResource): JsonObject[] => pages(resource).flatMap((body) => rowsOf(resource, body));
  const distinct = (values: readonly unknown[]): number => new Set(values).size;

  test('pass through client, parsers and ETL: counts in are counts out, doubles are one', async () => {
    const all: ReferenceRows = {
      countries: rows('countries'),
      cities: rows('cities'),
      airports: rows('airports'),
      airlines: rows('airlines'),
      aircraft: rows('aircraft'),
    };
    const { url } = await serve(all);
    const run = await load(url);
    // The twins of the captures: airports GOM, GPS and HBX, aircraft 748, airline 4Y/OCN.
    expect(run).toMatchObject({ state: 'complete', rejected: {}, problem: null, merged: 5 });
    expectSum(run);
    const received = REFERENCE_RESOURCES.reduce((sum, resource) => sum + all[resource].length, 0);
    expect(run.received).toBeGreaterThanOrEqual(received);
    expect(await db.collection('countries').countDocuments()).toBe(238);
    expect(await db.collection('aircraft_types').countDocuments()).toBe(381);
    expect(await db.collection('airlines').distinct('airline_id')).toHaveLength(1127);
    expect(await db.collection('airlines').countDocuments({ airline_id: 'LH' })).toBe(3);
    expect(await db.collection('cities').countDocuments()).toBe(distinct(all.cities.map(({ CityCode }) => CityCode)));
    expect(await db.collection('airports').countDocuments()).toBe(
      distinct(all.airports.map(({ AirportCode }) => AirportCode)),
    );
    // Of Xinjiang the table knows the local time, which isn't the one that the source states; their cities aren't here.
    expect(await db.collection('airports').distinct('_id', { time_zone_id: null })).toEqual([
      'AAT',
      'ACF',
      'HMI',
      'TLQ',
    ]);
    const again = await load(url, { fromRaw: true });
    expect(again).toMatchObject({ calls: 0, stored: run.stored, changed: 0, vanished: 0, rejected: {} });
  });
});
