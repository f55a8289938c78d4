import { randomUUID } from 'node:crypto';
import { MongoClient, type Db, type Document, type Filter } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { readStatus } from '#adapters/mongo/schedules/flight-status-document.ts';
import { createFlightStatusStore } from '#adapters/mongo/schedules/flight-status-store.ts';
import { ITINERARY_FIELDS, readFlight } from '#adapters/mongo/schedules/flight-document.ts';
import { createFlightStore, type RouteDayAnswer } from '#adapters/mongo/schedules/flight-store.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { itineraryKey } from '#domain/schedules/itinerary.ts';
import {
  aLeg,
  anItinerary,
  aStatus,
  flightNumber,
  frankfurtToNewYork,
  legEnd,
  niceToNewYork,
} from '../fixtures/itineraries.ts';

type TextId = Document & { _id: string };

const client = new MongoClient(inject('mongodbUri'), { ignoreUndefined: true });
const db: Db = client.db(`flights_${randomUUID().slice(0, 8)}`);
const flights = db.collection<TextId>('flights');
const atMs = Date.UTC(2026, 10, 30, 21, 0);

beforeAll(() => ensureSchema(db, { retentionLiveDays: 30, retentionSimulatedHours: 24 }));
beforeEach(async () => {
  await flights.deleteMany({});
  await db.collection('flight_status').deleteMany({});
});
afterAll(async () => {
  await db.dropDatabase();
  await client.close();
});

/** Of a run of its own unless said otherwise. */
function answer(changes: Partial<RouteDayAnswer> = {}): RouteDayAnswer {
  return {
    asked: { origin: 'FRA', destination: 'JFK', date: '2026-12-01' },
    itineraries: [frankfurtToNewYork()],
    isWhole: true,
    source: 'lufthansa',
    run: randomUUID(),
    atMs,
    ...changes,
  };
}

/** LH404, the second flight of the day. */
function laterFlight(date = '2026-12-01') {
  const from = legEnd('FRA', `${date}T17:00`, 'Europe/Berlin', '1');
  const to = legEnd('JFK', `${date}T19:35`, 'America/New_York', '1');
  return anItinerary([aLeg({ from, to, flight: 'LH404' })]);
}

const stored = async (): Promise<string[]> => (await flights.distinct('legs.flight')).map(String).sort();

describe('the flight store', () => {
  it('gives back what was stored, a connection with its legs', async () => {
    const itineraries = [frankfurtToNewYork(), niceToNewYork()];
    const changes = await createFlightStore(db).put(answer({ itineraries }));
    expect(changes).toEqual({ stored: 2, merged: 0, changed: 2, vanished: 0 });
    const documents: unknown[] = await flights.find({}).project(ITINERARY_FIELDS).sort({ departs_at: 1 }).toArray();
    expect(documents.map(readFlight)).toEqual([niceToNewYork(), frankfurtToNewYork()]);
  });

  it('changes nothing but its stamp when the same answer comes again, and keeps insert_at', async () => {
    const store = createFlightStore(db);
    await store.put(answer());
    const before = await flights.findOne({});
    const again = await store.put(answer({ run: 'run-2', atMs: atMs + 86_400_000 }));
    expect(again).toEqual({ stored: 1, merged: 0, changed: 0, vanished: 0 });
    const after = await flights.findOne({});
    expect(after).toEqual({ ...before, seen_run: 'run-2', updated_at: new Date(atMs + 86_400_000) });
    expect(after).toMatchObject({ _id: itineraryKey(frankfurtToNewYork()), insert_at: '2026-11-30 21:00' });
  });

  it('counts a flight that was moved as changed, not as another one', async () => {
    const store = createFlightStore(db);
    await store.put(answer());
    const from = legEnd('FRA', '2026-12-01T11:10', 'Europe/Berlin', '1');
    const [leg] = frankfurtToNewYork().legs;
    const changes = await store.put(answer({ itineraries: [anItinerary([{ ...leg!, departure: from }])] }));
    expect(changes).toEqual({ stored: 1, merged: 0, changed: 1, vanished: 0 });
    expect(await flights.countDocuments()).toBe(1);
  });

  it('joins the codeshares of two answers, and doubles within one', async () => {
    const store = createFlightStore(db);
    await store.put(answer());
    const [leg] = frankfurtToNewYork().legs;
    const byAirCanada = anItinerary([{ ...leg!, numbers: [leg!.flight, flightNumber('AC9101')] }]);
    const changes = await store.put(answer({ itineraries: [byAirCanada, frankfurtToNewYork()] }));
    expect(changes).toEqual({ stored: 1, merged: 1, changed: 1, vanished: 0 });
    expect((await flights.findOne({}))?.['legs']).toMatchObject([{ numbers: ['LH400', 'UA8840', 'AC9101'] }]);
    expect(await store.put(answer())).toMatchObject({ changed: 0 });
  });

  it('counts once in a run what two questions’ answers have, in every run alike', async () => {
    const store = createFlightStore(db);
    const ofCity = answer({ asked: { origin: 'FRA', destination: 'NYC', date: '2026-12-01' } });
    for (const [run, changed] of [
      ['run-1', 1],
      ['run-2', 0],
    ] as const) {
      expect(await store.put(answer({ run }))).toEqual({ stored: 1, merged: 0, changed, vanished: 0 });
      expect(await store.put({ ...ofCity, run })).toEqual({ stored: 0, merged: 1, changed: 0, vanished: 0 });
    }
  });

  it('removes what an answer no longer has, and only where the answer was read whole', async () => {
    const store = createFlightStore(db);
    await store.put(answer({ itineraries: [frankfurtToNewYork(), laterFlight()] }));
    expect(await store.put(answer({ isWhole: false }))).toMatchObject({ vanished: 0 });
    expect(await stored()).toEqual(['LH400', 'LH404']);
    expect(await store.put(answer())).toMatchObject({ vanished: 1 });
    expect(await stored()).toEqual(['LH400']);
    expect(await store.put(answer({ itineraries: [] }))).toMatchObject({ vanished: 1 });
    expect(await stored()).toEqual([]);
  });

  it('keeps a flight that another question’s answer still has, and those of other days', async () => {
    const store = createFlightStore(db);
    const ofCity = { origin: 'FRA', destination: 'NYC', date: '2026-12-01' };
    await store.put(answer());
    await store.put(answer({ asked: ofCity }));
    await store.put(
      answer({
        asked: { origin: 'FRA', destination: 'JFK', date: '2026-12-02' },
        itineraries: [frankfurtToNewYork('2026-12-02')],
      }),
    );
    expect(await store.put(answer({ itineraries: [] }))).toMatchObject({ vanished: 0 });
    expect(await flights.countDocuments()).toBe(2);
    expect(await store.put(answer({ asked: ofCity, itineraries: [] }))).toMatchObject({ vanished: 1 });
    expect(await flights.distinct('departure_date')).toEqual(['2026-12-02']);
  });
});

describe('the flight status store', () => {
  const status = db.collection('flight_status');
  const put = (store: ReturnType<typeof createFlightStatusStore>, state: 'scheduled' | 'departed', time: number) =>
    store.put({ statuses: [aStatus({ state })], source: 'lufthansa', run: `run-${time}`, atMs: time });

  it('gives back what was stored, and a second time changes nothing', async () => {
    const store = createFlightStatusStore(db);
    expect(await put(store, 'departed', atMs)).toEqual({ stored: 1, merged: 0, changed: 1 });
    expect(await put(store, 'departed', atMs + 1)).toEqual({ stored: 1, merged: 0, changed: 0 });
    const expected = { status: aStatus({ state: 'departed' }), updatedAtMs: atMs + 1, source: 'lufthansa' };
    expect(readStatus(await status.findOne({}))).toEqual(expected);
  });

  it('counts a flight once in a run, though it departs here and arrives there', async () => {
    const store = createFlightStatusStore(db);
    const [departures, arrivals] = [atMs, atMs + 1].map((time) => ({
      statuses: [aStatus()],
      source: 'lufthansa' as const,
      run: 'run-1',
      atMs: time,
    }));
    expect(await store.put(departures!)).toMatchObject({ stored: 1, merged: 0 });
    expect(await store.put(arrivals!)).toMatchObject({ stored: 0, merged: 1 });
  });

  it('never puts an older status over a newer one', async () => {
    const store = createFlightStatusStore(db);
    await put(store, 'departed', atMs);
    expect(await put(store, 'scheduled', atMs - 1)).toEqual({ stored: 0, merged: 1, changed: 0 });
    expect(await status.findOne({})).toMatchObject({ state: 'departed' });
  });

  it('keeps the newest of many runs at once', async () => {
    const store = createFlightStatusStore(db);
    const times = [5, 1, 9, 3, 7];
    // Who inserts first is chance: with so many rounds each comes first some time.
    for (let round = 0; round < 20; round++) {
      await status.deleteMany({});
      await Promise.all(times.map((late) => put(store, late === 9 ? 'departed' : 'scheduled', atMs + late)));
      expect(await status.find({}).toArray()).toMatchObject([{ state: 'departed', updated_at: new Date(atMs + 9) }]);
    }
  });
});

describe('the queries of flights, status and reference data', () => {
  const day = { $gte: new Date(atMs), $lt: new Date(atMs + 86_400_000) };
  it.each<[collection: string, query: Filter<TextId>]>([
    [
      'flights',
      { origin: { $in: ['FRA', 'HHN'] }, destination: { $in: ['JFK', 'EWR'] }, departure_date: '2026-12-01' },
    ],
    ['flights', { legs: { $elemMatch: { origin: 'FRA', departs_at: day } } }],
    ['flights', { legs: { $elemMatch: { destination: 'JFK', arrives_at: day } } }],
    ['flights', { legs: { $elemMatch: { operating_airline: 'LH', operating_number: 400 } }, departs_at: day }],
    ['flights', { asked: ['FRA-JFK/2026-12-01'], _id: { $nin: ['a', 'b'] } }],
    ['flight_status', { origin: 'FRA', scheduled_departure_at: day }],
    ['flight_status', { destination: 'JFK', scheduled_arrival_at: day }],
    ['flight_status', { flight: 'LH400', scheduled_departure_at: day }],
    ['airports', { search: { $all: [/^new/, /^yo/] } }],
    ['airports', { city_code: 'NYC' }],
    ['airlines', { airline_id_icao: 'DLH' }],
  ])('%s by %j scan an index, never the collection', async (collection, query) => {
    const explained: unknown = await db.collection<TextId>(collection).find(query).explain('queryPlanner');
    const plan = JSON.stringify(explained);
    expect(plan).toContain('IXSCAN');
    expect(plan).not.toContain('COLLSCAN');
  });

  it('reads no more index keys than flights of the route and day', async () => {
    const store = createFlightStore(db);
    for (const date of ['2026-12-01', '2026-12-02', '2026-12-03']) {
      const asked = { origin: 'FRA', destination: 'JFK', date };
      await store.put(
        answer({ asked, itineraries: [frankfurtToNewYork(date), niceToNewYork(date), laterFlight(date)] }),
      );
    }
    const search = { origin: 'FRA', destination: 'JFK', departure_date: '2026-12-02' };
    const sorted = flights.find(search).sort({ departs_at: 1 });
    const { executionStats } = await sorted.explain('executionStats');
    expect(executionStats).toMatchObject({ nReturned: 2, totalDocsExamined: 2 });
    const carrier = { legs: { $elemMatch: { operating_airline: 'LH', operating_number: 400 } } };
    const joined = await flights
      .find({ ...carrier, departs_at: { $gte: new Date('2026-12-02T00:00Z'), $lt: new Date('2026-12-03T00:00Z') } })
      .explain('executionStats');
    expect(joined['executionStats']).toMatchObject({ nReturned: 2, totalDocsExamined: 2 });
  });
});
