import { beforeEach, describe, expect, test } from 'vitest';
import { boardSchema } from '#contracts/http-board.ts';
import { aPosition } from '../../../fixtures/positions.ts';
import { aLeg, anItinerary, aStatus, instantAt, legEnd } from '../../../fixtures/itineraries.ts';
import { createScheduleApp, IN_FLIGHT_MS } from '../schedule-app.ts';
import type { TestApp } from '../test-app.ts';

const HOUR_MS = 3_600_000;
let api: TestApp;
beforeEach(() => {
  api = createScheduleApp();
});

async function board(path: string) {
  const response = await api.app.request(`/api/airports/${path}`);
  expect(response.status).toBe(200);
  return boardSchema.parse(await response.json());
}

describe('GET /api/airports/{code}/board', () => {
  test('gives departures from two hours ago on for a day, each leg once', async () => {
    const { place, direction, fromMs, toMs, flights, isTruncated } = await board('fra/board');
    expect({ code: place.code, direction, isTruncated }).toEqual({
      code: 'FRA',
      direction: 'departures',
      isTruncated: false,
    });
    expect([fromMs, toMs]).toEqual([IN_FLIGHT_MS - 2 * HOUR_MS, IN_FLIGHT_MS + 22 * HOUR_MS]);
    expect(flights).toHaveLength(1);
    expect(flights[0]).toMatchObject({
      flight: 'LH400',
      airlineName: 'Lufthansa',
      aircraftName: 'Boeing 747-8',
      other: { airport: 'JFK', name: 'New York JFK', cityName: 'New York', timeZone: 'America/New_York' },
      scheduledMs: IN_FLIGHT_MS - 2 * HOUR_MS,
      otherScheduledMs: instantAt('2026-12-01T13:30', 'America/New_York'),
      actualMs: null,
      state: 'scheduled',
      hasStatus: false,
    });
  });

  test('gives arrivals by their time there, with where they come from', async () => {
    const { flights } = await board('FRA/board?direction=arrivals&from=2026-12-01T00:00:00Z&to=2026-12-04');
    expect(flights.map(({ flight, other, scheduledMs }) => [flight, other.airport, scheduledMs])).toEqual([
      ['LH1059', 'NCE', instantAt('2026-12-01T08:40', 'Europe/Berlin')],
      ['LH1059', 'NCE', instantAt('2026-12-03T08:40', 'Europe/Berlin')],
    ]);
  });

  test('the status tells times, gate and state; a status without a schedule is shown too', async () => {
    const { departure } = aStatus();
    const actualMs = departure.scheduledMs + 12 * 60_000;
    const unscheduled = { ...departure, scheduledMs: departure.scheduledMs + HOUR_MS };
    api.schedules.statuses = [
      aStatus({ state: 'departed', departure: { ...departure, actualMs, punctuality: 'delayed', gate: 'Z58' } }),
      aStatus({ flight: { airline: 'LH', number: 404, suffix: '' }, numbers: [], departure: unscheduled }),
    ].map((status) => ({ ...status, numbers: [status.flight] }));
    api.schedules.statusAtMs = IN_FLIGHT_MS - 60_000;
    const { flights, statusAtMs } = await board('FRA/board');
    expect(statusAtMs).toBe(IN_FLIGHT_MS - 60_000);
    expect(flights).toMatchObject([
      {
        flight: 'LH400',
        numbers: ['LH400', 'UA8840'],
        actualMs,
        gate: 'Z58',
        punctuality: 'delayed',
        state: 'departed',
      },
      { flight: 'LH404', scheduledMs: unscheduled.scheduledMs, hasStatus: true },
    ]);
  });

  test('is empty where nothing leaves, and says when no status is known', async () => {
    expect(await board('FRA/board?from=2026-12-02&to=2026-12-03')).toMatchObject({ flights: [], statusAtMs: null });
  });

  test('a city shows all its airports', async () => {
    const from = legEnd('HHN', '2026-12-01T12:00', 'Europe/Berlin');
    const to = legEnd('NCE', '2026-12-01T13:40', 'Europe/Paris');
    api.schedules.itineraries = [...api.schedules.itineraries, anItinerary([aLeg({ from, to, flight: 'LH7' })])];
    expect((await board('FRA/board')).flights.map(({ flight }) => flight)).toEqual(['LH400', 'LH7']);
    expect((await board('HHN/board')).flights.map(({ flight }) => flight)).toEqual(['LH7']);
    expect((await board('NYC/board?direction=arrivals')).flights.map(({ flight }) => flight)).toEqual(['LH400']);
  });

  test('links to the aircraft in the air', async () => {
    api.store.add(
      aPosition({ callsign: 'DLH400', lat: 53.5, lon: -8, observedAtMs: IN_FLIGHT_MS, receivedAtMs: IN_FLIGHT_MS }),
    );
    expect((await board('FRA/board')).flights[0]?.icao24).toBe('3c664e');
  });

  test('gives no more than 500, and says so', async () => {
    api.schedules.itineraries = Array.from({ length: 501 }, (_, n) => {
      const from = legEnd('FRA', '2026-12-01T12:00', 'Europe/Berlin');
      const to = legEnd('NCE', '2026-12-01T13:40', 'Europe/Paris');
      return anItinerary([aLeg({ from, to, flight: `LH${n + 1}` })]);
    });
    const { flights, isTruncated } = await board('FRA/board');
    expect([flights.length, isTruncated]).toEqual([500, true]);
  });

  test.each([
    ['QQQ/board', 404, 'code'],
    ['FRANKFURT/board', 400, 'code'],
    ['FRA/board?direction=both', 400, 'direction'],
    ['FRA/board?from=soon', 400, 'from'],
    ['FRA/board?from=2026-12-02&to=2026-12-01', 400, 'to'],
    ['FRA/board?from=2026-12-01&to=2026-12-09', 400, 'to'],
  ])('%s is %d, naming %s', async (path, status, parameter) => {
    const response = await api.app.request(`/api/airports/${path}`);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ parameter });
  });

  test('is 503 while neither flights nor airports are stored', async () => {
    Object.assign(api.schedules, { itineraries: [], airports: [] });
    const response = await api.app.request('/api/airports/FRA/board');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run etl -- references');
  });

  test('is 503 while there are airports but nothing that leaves any', async () => {
    api.schedules.itineraries = [];
    const response = await api.app.request('/api/airports/FRA/board');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run etl -- schedules');
  });
});
