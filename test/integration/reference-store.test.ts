import { randomUUID } from 'node:crypto';
import { MongoClient, type Db } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { createReferenceCodes } from '#adapters/mongo/references/reference-codes.ts';
import {
  createReferenceStore,
  type ReferenceStore,
  type StoringRun,
} from '#adapters/mongo/references/reference-store.ts';
import { createReferenceSweep } from '#adapters/mongo/references/reference-sweep.ts';
import { aCity, airportsInOrder, anAirport, codeOf } from '../fixtures/reference-records.ts';

const client = new MongoClient(inject('mongodbUri'));
const START_MS = 1_764_000_000_000;
let db: Db;
let store: ReferenceStore;
beforeAll(() => client.connect());
beforeEach(() => {
  db = client.db(`reference_store_${randomUUID().slice(0, 8)}`);
  store = createReferenceStore(db, () => 'Position/Zone');
});
afterEach(() => db.dropDatabase());
afterAll(() => client.close());

/** The nth run, an hour after the one before. */
function run(n: number, laterMs = 0): StoringRun {
  const startedAtMs = START_MS + n * 3_600_000;
  return { id: `run-${n}`, source: 'sample', startedAtMs, nowMs: startedAtMs + laterMs };
}

const find = (collection: string, id: string) => db.collection<{ _id: string }>(collection).findOne({ _id: id });

describe('twins on different pages', () => {
  const named = anAirport('GPS', { names: { en: 'Baltra' }, cityCode: null });
  const nameless = anAirport('GPS', { names: {}, cityCode: 'GPS' });

  test.each([
    ['named first', [named, nameless]],
    ['nameless first', [nameless, named]],
  ])('are one with what both have, %s, in this run and in every later one', async (_name, twins) => {
    for (const n of [1, 2]) {
      const outcomes = [];
      for (const twin of twins) outcomes.push(await store.put('airports', [twin], run(n, outcomes.length)));
      expect(outcomes.map(({ stored, merged }) => [stored, merged])).toEqual([
        [1, 0],
        [0, 1],
      ]);
      expect(outcomes.map(({ changed }) => changed)).toEqual(n === 1 ? [1, 0] : [0, 0]);
      expect(await find('airports', 'GPS')).toMatchObject({ names: { en: 'Baltra' }, city_code: 'GPS' });
    }
    const sweep = createReferenceSweep(db);
    expect(await sweep.totals(run(2))).toEqual({ stored: 1, changed: 0 });
    expect(await sweep.totals(run(1))).toEqual({ stored: 0, changed: 0 });
  });

  test('are counted once though a run that was killed stores their replies again', async () => {
    const onPage = (reply: string): StoringRun => ({ ...run(1), reply });
    const put = async (twin: typeof named, reply: string): Promise<[number, number]> => {
      const { stored, merged } = await store.put('airports', [twin], onPage(reply));
      return [stored, merged];
    };
    expect(await put(named, '/airports?offset=1')).toEqual([1, 0]);
    expect(await put(nameless, '/airports?offset=101')).toEqual([0, 1]);
    expect(await put(nameless, '/airports?offset=101')).toEqual([0, 1]);
    expect(await put(named, '/airports?offset=1')).toEqual([1, 0]);
  });

  test('that are stored at the same moment are one with what both have, too', async () => {
    const outcomes = await Promise.all([named, nameless].map((twin) => store.put('airports', [twin], run(1))));
    expect(outcomes.map(({ stored, merged }) => [stored, merged])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(await find('airports', 'GPS')).toMatchObject({ names: { en: 'Baltra' }, city_code: 'GPS' });
  });

  test('that bring something new are counted as one change', async () => {
    await store.put('airports', [named], run(1));
    const first = await store.put('airports', [{ ...named, countryCode: 'EC' }], run(2));
    const second = await store.put('airports', [{ ...nameless, names: { de: 'Baltra (Galápagos)' } }], run(2, 1000));
    expect([first.changed, second.changed]).toEqual([1, 0]);
    expect(await createReferenceSweep(db).totals(run(2))).toEqual({ stored: 1, changed: 1 });
    expect(await find('airports', 'GPS')).toMatchObject({
      country_code: 'EC',
      names: { en: 'Baltra', de: 'Baltra (Galápagos)' },
      search: ['gps', 'baltra', 'galapagos'],
      insert_at: '2025-11-24 17:00',
    });
  });
});

test('airports of a city give way to the new ones, unless there are none', async () => {
  await store.put('cities', [aCity('BER', { airportCodes: ['SXF', 'TXL'] })], run(1));
  await store.put('cities', [aCity('BER', { airportCodes: [] })], run(2));
  expect(await find('cities', 'BER')).toMatchObject({ airport_codes: ['SXF', 'TXL'] });
  await store.put('cities', [aCity('BER', { airportCodes: ['BER'] })], run(3));
  await store.put('cities', [aCity('BER', { airportCodes: ['GWW'] })], run(3));
  expect(await find('cities', 'BER')).toMatchObject({ airport_codes: ['BER', 'GWW'] });
});

test('a document of another form is replaced', async () => {
  await db.collection<{ _id: string }>('airports').insertOne({ _id: 'FRA', airport_code: 5 } as never);
  expect(await store.put('airports', [anAirport('FRA')], run(1))).toEqual({ stored: 1, merged: 0, changed: 1 });
  expect(await find('airports', 'FRA')).toMatchObject({ airport_code: 'FRA' });
});

describe('the zone of an airport', () => {
  const zone = async (id: string): Promise<unknown[]> => {
    const airport: Readonly<Record<string, unknown>> | null = await find('airports', id);
    return [airport?.['time_zone_id'], airport?.['time_zone_from']];
  };

  test('is its own, else that of its position, else that of its city, which it follows', async () => {
    const sweep = createReferenceSweep(db);
    const airports = [
      anAirport('AAA'),
      anAirport('AAB', { timeZone: null }),
      anAirport('AAC', { timeZone: null, position: null, cityCode: 'CCC' }),
      anAirport('AAD', { timeZone: null, position: null, cityCode: 'XXX' }),
    ];
    await store.put('cities', [aCity('CCC', { timeZone: 'Asia/Kathmandu' })], run(1));
    await store.put('airports', airports, run(1));
    await sweep.fillZones(run(1));
    expect(await zone('AAA')).toEqual(['Europe/Berlin', null]);
    expect(await zone('AAB')).toEqual(['Position/Zone', 'position']);
    expect(await zone('AAC')).toEqual(['Asia/Kathmandu', 'city']);
    expect(await zone('AAD')).toEqual([null, null]);

    expect(await store.put('airports', airports, run(2))).toMatchObject({ changed: 0 });
    await store.put('cities', [aCity('CCC', { timeZone: 'Asia/Tokyo' })], run(2));
    await sweep.fillZones(run(2));
    expect(await zone('AAC')).toEqual(['Asia/Tokyo', 'city']);
    expect(await createReferenceSweep(db).totals(run(2))).toEqual({ stored: 5, changed: 2 });

    await store.put('airports', [anAirport('AAC', { cityCode: 'CCC', timeZone: 'Asia/Seoul' })], run(3));
    expect(await zone('AAC')).toEqual(['Asia/Seoul', null]);
  });
});

describe('what a run did not see', () => {
  test('is marked with the time, but for what is uncertain; a fifth at most', async () => {
    const sweep = createReferenceSweep(db);
    await store.put('airports', airportsInOrder(10), run(1));
    await store.put('airports', airportsInOrder(7), run(2));
    const nothing = () => false;
    expect(await sweep.markVanished('airports', run(2), nothing)).toEqual({ marked: 0, refused: 3 });
    expect(await sweep.markVanished('airports', run(2), (code) => code === codeOf(8))).toEqual({
      marked: 2,
      refused: 0,
    });
    expect(await find('airports', codeOf(7))).toMatchObject({ gone_at: new Date(run(2).nowMs) });
    expect(await find('airports', codeOf(8))).toMatchObject({ gone_at: null });
    expect(await sweep.markVanished('airports', run(2), (code) => code === codeOf(8))).toEqual({
      marked: 0,
      refused: 0,
    });
    expect(await store.put('airports', airportsInOrder(10), run(3))).toEqual({ stored: 10, merged: 0, changed: 2 });
  });

  test('is found by how its codes are known', async () => {
    const codes = createReferenceCodes(db);
    await store.put('airports', [anAirport('OLD'), anAirport('FRA')], run(1));
    await store.put('airports', [anAirport('FRA')], run(2));
    await store.put('cities', [aCity('CHI', { airportCodes: ['ORD', 'FRA'] })], run(2));
    await db
      .collection('flights')
      .insertOne({ legs: [{ origin: 'FRA', destination: 'DEN', operating_airline: 'LH' }] });
    expect(await codes.unseen('airports', 'run-2')).toEqual({ used: ['DEN'], stored: ['OLD'], named: ['ORD'] });
    expect(await codes.unseen('airlines', 'run-2')).toEqual({ used: ['LH'], stored: [], named: [] });
    expect(await codes.unseen('cities', 'run-2')).toEqual({ used: [], stored: [], named: ['FRA', 'OLD'] });
  });

  test('and was nothing lately is remembered for a while', async () => {
    const codes = createReferenceCodes(db);
    await codes.addUnknown(['airports/AAA', 'airports/AAB'], START_MS);
    await codes.addUnknown(['airports/AAB', 'airports/AAC'], START_MS + 1000);
    expect(await codes.readUnknown(START_MS)).toEqual(new Set(['airports/AAA', 'airports/AAB', 'airports/AAC']));
    expect(await db.collection<{ _id: string }>('etl_state').findOne({ _id: 'unknown-codes' })).toMatchObject({
      codes: [{ code: 'airports/AAA' }, { code: 'airports/AAB' }, { code: 'airports/AAC' }],
    });
    expect(await codes.readUnknown(START_MS + 1)).toEqual(new Set(['airports/AAB', 'airports/AAC']));
  });
});
