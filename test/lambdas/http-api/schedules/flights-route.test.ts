import { beforeEach, describe, expect, test } from 'vitest';
import { problemSchema } from '#contracts/http-api.ts';
import { flightsSchema } from '#contracts/http-flights.ts';
import { aPosition } from '../../../fixtures/positions.ts';
import { aLeg, anItinerary, frankfurtToNewYork, legEnd } from '../../../fixtures/itineraries.ts';
import { createScheduleApp, IN_FLIGHT_MS } from '../schedule-app.ts';
import type { TestApp } from '../test-app.ts';

let api: TestApp;
beforeEach(() => {
  api = createScheduleApp();
});

async function search(query: string) {
  const response = await api.app.request(`/api/flights?${query}`);
  expect(response.status).toBe(200);
  return flightsSchema.parse(await response.json());
}

async function problem(query: string) {
  const response = await api.app.request(`/api/flights?${query}`);
  return { response, body: problemSchema.parse(await response.json()) };
}

describe('GET /api/flights', () => {
  test('gives a way with its leg: names in the language, local times, offsets, duration', async () => {
    const { outbound, inbound, sample } = await search('from=fra&to=jfk&date=2026-12-01&lang=de');
    expect({ inbound, sample }).toEqual({ inbound: null, sample: false });
    expect(outbound.from).toMatchObject({ code: 'FRA', kind: 'city', name: 'Frankfurt', airportCodes: ['FRA', 'HHN'] });
    expect(outbound.to).toMatchObject({
      code: 'JFK',
      kind: 'airport',
      cityName: 'New York',
      countryName: 'United States',
    });
    expect(outbound.itineraries).toHaveLength(1);
    expect(outbound.itineraries[0]).toMatchObject({
      id: 'FRA-JFK/2026-12-01/LH400:FRA-JFK',
      durationMin: 515,
      dayOffset: 0,
      changes: 0,
      legs: [
        {
          flight: 'LH400',
          numbers: ['LH400', 'UA8840'],
          airlineName: 'Lufthansa',
          aircraftName: 'Boeing 747-8',
          durationMin: 515,
          departure: { airportName: 'Frankfurt Main', local: '2026-12-01T10:55', offsetMin: 60, terminal: '1' },
          arrival: { airportName: 'New York JFK', local: '2026-12-01T13:30', offsetMin: -300 },
        },
      ],
    });
  });

  test('names are French unless asked otherwise, and the code stands for what has none', async () => {
    const { outbound } = await search('from=FRA&to=JFK&date=2026-12-01');
    expect(outbound.from.name).toBe('Francfort');
    expect(outbound.itineraries[0]?.legs[0]?.departure.airportName).toBe('Francfort-sur-le-Main');
    api.schedules.airlines = [];
    expect(
      (await search('from=FRA&to=JFK&date=2026-12-01&lang=en')).outbound.itineraries[0]?.legs[0]?.airlineName,
    ).toBe('Lufthansa');
  });

  test('gives a connection as one result with its legs', async () => {
    const { outbound } = await search('from=NCE&to=NYC&date=2026-12-01');
    expect(outbound.itineraries).toHaveLength(1);
    expect(outbound.itineraries[0]).toMatchObject({ changes: 1, durationMin: 750, origin: 'NCE', destination: 'JFK' });
    expect(
      outbound.itineraries[0]?.legs.map(({ flight, operatingAirlineName }) => [flight, operatingAirlineName]),
    ).toEqual([
      ['LH1059', 'Lufthansa CityLine'],
      ['LH400', 'Lufthansa'],
    ]);
  });

  test('counts the days to the local date of arrival', async () => {
    const from = legEnd('JFK', '2026-12-01T20:00', 'America/New_York');
    const to = legEnd('FRA', '2026-12-02T09:30', 'Europe/Berlin');
    api.schedules.itineraries = [anItinerary([aLeg({ from, to, flight: 'LH401' })])];
    expect((await search('from=JFK&to=FRA&date=2026-12-01')).outbound.itineraries[0]?.dayOffset).toBe(1);
  });

  test('a city means all its airports, named by itself or by them', async () => {
    const from = legEnd('HHN', '2026-12-01T06:00', 'Europe/Berlin');
    const to = legEnd('EWR', '2026-12-01T08:35', 'America/New_York');
    const fromHahn = anItinerary([aLeg({ from, to, flight: 'LH402' })]);
    api.schedules.itineraries = [frankfurtToNewYork(), fromHahn];
    const origins = async (query: string) =>
      (await search(`${query}&date=2026-12-01`)).outbound.itineraries.map(({ origin }) => origin);
    expect(await origins('from=FRA&to=NYC')).toEqual(['HHN', 'FRA']);
    expect(await origins('from=HHN&to=NYC')).toEqual(['HHN']);
    expect(await origins('from=FRA&to=JFK')).toEqual(['FRA']);
  });

  test('the way back is searched on its own date', async () => {
    const from = legEnd('JFK', '2026-12-08T16:00', 'America/New_York');
    const to = legEnd('FRA', '2026-12-09T05:30', 'Europe/Berlin');
    api.schedules.itineraries = [frankfurtToNewYork(), anItinerary([aLeg({ from, to, flight: 'LH401' })])];
    const { inbound } = await search('from=FRA&to=JFK&date=2026-12-01&return=2026-12-08');
    expect(inbound).toMatchObject({ date: '2026-12-08', from: { code: 'JFK' }, to: { code: 'FRA' } });
    expect(inbound?.itineraries.map(({ legs }) => legs[0]?.flight)).toEqual(['LH401']);
  });

  test('a day without any names the nearest that have some', async () => {
    api.schedules.itineraries = ['11-28', '11-29', '11-30', '12-02', '12-05', '12-06'].map((day) =>
      frankfurtToNewYork(`2026-${day}`),
    );
    const { outbound } = await search('from=FRA&to=JFK&date=2026-12-01');
    expect(outbound.itineraries).toEqual([]);
    expect(outbound.nearestDates).toEqual(['2026-11-29', '2026-11-30', '2026-12-02', '2026-12-05']);
    expect((await search('from=FRA&to=JFK&date=2026-12-02')).outbound.nearestDates).toEqual([]);
  });

  test('says so where there are more than it gives', async () => {
    const [leg] = frankfurtToNewYork().legs;
    api.schedules.itineraries = Array.from({ length: 301 }, (_, n) =>
      anItinerary([{ ...leg!, flight: { ...leg!.flight, number: n + 1 } }]),
    );
    const { outbound } = await search('from=FRA&to=JFK&date=2026-12-01');
    expect([outbound.itineraries.length, outbound.isTruncated]).toEqual([300, true]);
    api.schedules.itineraries = api.schedules.itineraries.slice(1);
    expect((await search('from=FRA&to=JFK&date=2026-12-01')).outbound.isTruncated).toBe(false);
  });

  test('marks sample data', async () => {
    api.schedules.source = 'sample';
    expect((await search('from=FRA&to=JFK&date=2026-12-01')).sample).toBe(true);
  });

  test.each([
    ['from=FRA&to=JFK&date=2026-12-02&return=2026-12-01', 400, 'return', 'return must not be before 2026-12-02.'],
    ['from=FRA&to=fra&date=2026-12-02', 400, 'to', 'to must be another place than from.'],
    ['to=JFK&date=2026-12-02', 400, 'from', 'from must be given once.'],
    ['from=FRANKFURT&to=JFK&date=2026-12-02', 400, 'from', 'from must be an IATA code of three letters: FRA.'],
    ['from=FRA&to=JFK&date=2026-02-30', 400, 'date', 'date must be a day of the calendar such as 2026-12-01.'],
    ['from=FRA&to=JFK&date=2026-12-01&lang=it', 400, 'lang', 'lang must be fr, en or de.'],
    ['from=QQQ&to=JFK&date=2026-12-02', 404, 'from', /^QQQ is no city or airport that is stored/],
    ['from=FRA&to=QQQ&date=2026-12-02', 404, 'to', /^QQQ is no city/],
  ])('%s is %d, naming %s', async (query, status, parameter, detail) => {
    const { response, body } = await problem(query);
    expect(response.status).toBe(status);
    expect(body).toMatchObject({ status, parameter });
    expect(body.detail).toMatch(detail);
  });

  test('an airport that only flights know is found', async () => {
    api.schedules.airports = [];
    api.schedules.cities = [];
    const { outbound } = await search('from=FRA&to=JFK&date=2026-12-01');
    expect(outbound.from).toMatchObject({ code: 'FRA', kind: 'airport', name: 'FRA', cityCode: null, lat: null });
    expect(outbound.itineraries).toHaveLength(1);
  });

  test('nothing stored is 503 with what to do, and the progress of a run that is under way', async () => {
    api.schedules.itineraries = [];
    const { response, body } = await problem('from=FRA&to=JFK&date=2026-12-01');
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '60']);
    expect(body).toMatchObject({
      type: '/problems/nothing-stored',
      detail: 'No flights are stored yet: run "npm run etl -- schedules", or wait for the nightly run.',
    });
  });

  test('reads the names of a route once, not with each search', async () => {
    await search('from=FRA&to=JFK&date=2026-12-01');
    const reads = api.schedules.reads.length;
    await search('from=FRA&to=JFK&date=2026-12-03');
    expect(api.schedules.reads).toHaveLength(reads);
    api.clock.nowMs += 5 * 60_000;
    await search('from=FRA&to=JFK&date=2026-12-03');
    expect(api.schedules.reads.length).toBeGreaterThan(reads);
  });
});

describe('GET /api/flights, aircraft in the air', () => {
  const overIreland = { lat: 53.5, lon: -8, observedAtMs: IN_FLIGHT_MS - 1000, receivedAtMs: IN_FLIGHT_MS - 900 };
  const icao24Of = async (date = '2026-12-01') =>
    (await search(`from=FRA&to=JFK&date=${date}`)).outbound.itineraries[0]?.legs[0]?.icao24;

  test('finds the one that flies a leg by its callsign', async () => {
    api.store.add(aPosition({ ...overIreland, callsign: 'DLH400' }));
    expect(await icao24Of()).toBe('3c664e');
    expect(await icao24Of('2026-12-03')).toBeNull();
  });

  test.each([
    ['on the ground', { onGround: true }],
    ['far from the route', { lat: 30, lon: 31 }],
    ['under a callsign without a number', { callsign: 'DLH4TR' }],
    ['simulated, while the schedules are real', { kind: 'simulated' as const }],
    ['replayed', { kind: 'replay' as const }],
  ])('one that is %s is none', async (_what, changes) => {
    api.store.add(aPosition({ ...overIreland, callsign: 'DLH400', ...changes }));
    expect(await icao24Of()).toBeNull();
  });

  test('two under one number are none', async () => {
    api.store.add(aPosition({ ...overIreland, callsign: 'DLH400' }));
    api.store.add(aPosition({ ...overIreland, callsign: 'LH0400', icao24: '3c0001' }));
    expect(await icao24Of()).toBeNull();
  });

  test('simulated ones fly sample schedules, under the number that they state', async () => {
    api.schedules.source = 'sample';
    api.store.add(aPosition({ ...overIreland, callsign: 'SIM1', flightNumber: 'LH400', kind: 'simulated' }));
    expect(await icao24Of()).toBe('3c664e');
  });
});
