import { beforeEach, describe, expect, test } from 'vitest';
import { routesSchema } from '#contracts/http-flights.ts';
import { aLeg, anItinerary, frankfurtToNewYork, legEnd } from '../../../fixtures/itineraries.ts';
import { createScheduleApp } from '../schedule-app.ts';
import type { TestApp } from '../test-app.ts';

let api: TestApp;
beforeEach(() => {
  api = createScheduleApp();
});

async function routes(query = '') {
  const response = await api.app.request(`/api/routes${query}`);
  expect(response.status).toBe(200);
  return routesSchema.parse(await response.json());
}

function flight(from: string, to: string) {
  const ends = [
    legEnd(from, '2026-12-01T06:00', 'Europe/Paris'),
    legEnd(to, '2026-12-01T08:00', 'Europe/Paris'),
  ] as const;
  return anItinerary([aLeg({ from: ends[0], to: ends[1], flight: 'LH1' })]);
}
const codes = ({ places }: Awaited<ReturnType<typeof routes>>) => places.map(({ code, kind }) => `${kind} ${code}`);

describe('GET /api/routes', () => {
  test('gives the places that schedules start from', async () => {
    expect(await routes()).toMatchObject({ from: null, to: null, sample: false, dates: [] });
    expect(codes(await routes())).toEqual(['airport FRA', 'airport NCE']);
  });

  test('gives what can be reached from a place, a city of another code before its airports', async () => {
    const { from, places } = await routes('?from=fra&lang=en');
    expect(from).toBe('FRA');
    expect(places).toMatchObject([
      { code: 'NYC', kind: 'city', name: 'New York', airportCodes: ['JFK'], countryName: 'United States' },
      { code: 'JFK', kind: 'airport', name: 'New York JFK', cityName: 'New York', cityCode: 'NYC' },
    ]);
  });

  test('a city of several airports stands for those that are used, and for the one that bears its code', async () => {
    api.schedules.itineraries = [
      flight('NCE', 'FRA'),
      flight('NCE', 'HHN'),
      flight('NCE', 'ORY'),
      flight('NCE', 'CDG'),
    ];
    const reached = await routes('?from=NCE');
    expect(codes(reached)).toEqual(['city FRA', 'airport HHN', 'city PAR', 'airport CDG', 'airport ORY']);
    expect(reached.places[0]?.airportCodes).toEqual(['FRA', 'HHN']);
    expect(reached.places[2]?.airportCodes).toEqual(['CDG', 'ORY']);
  });

  test('gives what can be reached from any airport of a city', async () => {
    api.schedules.itineraries = [flight('CDG', 'NCE'), flight('ORY', 'FRA')];
    expect(codes(await routes('?from=PAR'))).toEqual(['airport FRA', 'airport NCE']);
  });

  test('sorts by the name in the language', async () => {
    api.schedules.itineraries = [flight('NCE', 'FRA'), flight('NCE', 'GRU'), flight('NCE', 'ORY')];
    expect((await routes('?from=NCE&lang=de')).places.map(({ cityName }) => cityName)).toEqual([
      'Frankfurt',
      'Paris',
      'Paris',
      'São Paulo',
      'São Paulo',
    ]);
  });

  test('gives the days of a route, cities included', async () => {
    expect((await routes('?from=FRA&to=NYC')).dates).toEqual(['2026-12-01', '2026-12-03']);
    expect((await routes('?from=NCE&to=FRA')).dates).toEqual([]);
  });

  test('an unknown place is 404, and to without from 400', async () => {
    expect((await api.app.request('/api/routes?from=QQQ')).status).toBe(404);
    const response = await api.app.request('/api/routes?to=JFK');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ parameter: 'from' });
  });

  test('nothing stored is 503', async () => {
    api.schedules.itineraries = [];
    expect((await api.app.request('/api/routes')).status).toBe(503);
  });

  test('airports without reference data have their codes', async () => {
    Object.assign(api.schedules, { airports: [], cities: [], countries: [], itineraries: [frankfurtToNewYork()] });
    expect((await routes()).places).toMatchObject([{ code: 'FRA', name: 'FRA', cityName: 'FRA', countryName: null }]);
  });
});
