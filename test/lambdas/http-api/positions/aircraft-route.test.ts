import { describe, expect, test } from 'vitest';
import { aircraftSchema } from '#contracts/http-aircraft.ts';
import { aPosition } from '../../../fixtures/positions.ts';
import { aStatus, frankfurtToNewYork } from '../../../fixtures/itineraries.ts';
import { createScheduleApp, IN_FLIGHT_MS } from '../schedule-app.ts';
import { createTestApp, NOW_MS, type TestApp } from '../test-app.ts';

describe('GET /api/aircraft/{icao24}', () => {
  test('gives the newest position, however old, and the identity', async () => {
    const old = aPosition({ observedAtMs: NOW_MS - 86_400_000, receivedAtMs: NOW_MS - 86_400_000 });
    const { app } = createTestApp({ positions: [old, aPosition({ ...old, state: 'removed' })] });
    const response = await app.request('/api/aircraft/3c664e');
    expect(response.status).toBe(200);
    expect(aircraftSchema.parse(await response.json())).toMatchObject({
      icao24: '3c664e',
      kind: 'live',
      lastSeenMs: NOW_MS - 86_400_000,
      ageMs: 86_400_000,
      identity: { callsign: 'DLH4TR', registration: 'D-AIRX', typeCode: 'A321', flightNumber: null },
      position: { state: 'removed', lat: 48.35381 },
    });
  });

  test('the real one goes before a newer replayed one', async () => {
    const { app } = createTestApp({
      positions: [aPosition(), aPosition({ kind: 'replay', observedAtMs: NOW_MS })],
    });
    expect(await (await app.request('/api/aircraft/3c664e')).json()).toMatchObject({ kind: 'live' });
  });

  test('takes capitals and non-ICAO addresses', async () => {
    const { app } = createTestApp({ positions: [aPosition({ icao24: '~2abcde' })] });
    for (const path of ['/api/aircraft/~2ABCDE', '/api/aircraft/%7E2abcde']) {
      expect((await app.request(path)).status).toBe(200);
    }
  });

  test('an aircraft that was never stored is 404, naming it', async () => {
    const response = await createTestApp().app.request('/api/aircraft/3c664e');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      type: '/problems/not-found',
      title: 'There is no such thing',
      status: 404,
      detail: 'Nothing is stored of 3c664e.',
      instance: '/api/aircraft/3c664e',
      parameter: 'icao24',
    });
  });

  test.each(['3c664', '3c664e0', '3c664g', '~~3c664e', '%00'])('refuses the address %s', async (icao24) => {
    const response = await createTestApp().app.request(`/api/aircraft/${icao24}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ parameter: 'icao24' });
  });
});

describe('GET /api/aircraft/{icao24}, its flight', () => {
  const overIreland = { lat: 53.5, lon: -8, observedAtMs: IN_FLIGHT_MS - 1000, receivedAtMs: IN_FLIGHT_MS - 900 };
  const flightOf = async ({ app }: TestApp, query = '') => {
    const response = await app.request(`/api/aircraft/3c664e${query}`);
    return aircraftSchema.parse(await response.json()).flight;
  };

  test('is the scheduled one of its callsign, with how sure that is', async () => {
    const api = createScheduleApp();
    api.store.add(aPosition({ ...overIreland, callsign: 'DLH0400' }));
    expect(await flightOf(api, '?lang=en')).toEqual({
      confidence: 'likely',
      basis: ['number', 'time', 'position'],
      flight: 'LH400',
      numbers: ['LH400', 'UA8840'],
      operatingAirline: 'LH',
      origin: 'FRA',
      originName: 'Frankfurt Main',
      destination: 'JFK',
      destinationName: 'New York JFK',
      departureDate: '2026-12-01',
      scheduledDepartureMs: Date.UTC(2026, 11, 1, 9, 55),
      scheduledArrivalMs: Date.UTC(2026, 11, 1, 18, 30),
      sample: false,
    });
  });

  test('is known by its status alone', async () => {
    const api = createScheduleApp();
    api.schedules.itineraries = [frankfurtToNewYork('2026-12-05')];
    api.schedules.statuses = [aStatus({ state: 'departed' })];
    api.store.add(aPosition({ ...overIreland, callsign: 'DLH400' }));
    expect(await flightOf(api)).toMatchObject({ basis: ['number', 'time', 'position', 'status'] });
  });

  test('in another hour of the day it is only possible', async () => {
    const api = createScheduleApp();
    const atMs = IN_FLIGHT_MS - 4 * 3_600_000;
    api.store.add(aPosition({ lat: 50.03, lon: 8.57, observedAtMs: atMs, receivedAtMs: atMs, callsign: 'DLH400' }));
    expect(await flightOf(api)).toMatchObject({ confidence: 'possible', basis: ['number', 'position'] });
  });

  test.each([
    ['its callsign has no number', { callsign: 'DLH4TR' }],
    ['it has no callsign', { callsign: null }],
    ['nobody knows its carrier', { callsign: 'XXX400' }],
    ['the carrier has no such flight', { callsign: 'DLH401' }],
    ['it is not near the route', { callsign: 'DLH400', lat: 30, lon: 31 }],
    ['it states another route', { callsign: 'DLH400', origin: 'MUC' }],
    ['it is a day late', { callsign: 'DLH400', observedAtMs: IN_FLIGHT_MS + 30 * 3_600_000 }],
    ['it is simulated and the schedules are real', { callsign: 'DLH400', kind: 'simulated' as const }],
    ['it is a replay', { callsign: 'DLH400', kind: 'replay' as const }],
  ])('is none where %s', async (_case, changes) => {
    const api = createScheduleApp();
    api.store.add(aPosition({ ...overIreland, ...changes }));
    expect(await flightOf(api)).toBeNull();
  });

  test('of a simulated one is of the sample schedules, and of a real one not', async () => {
    const api = createScheduleApp();
    api.schedules.source = 'sample';
    api.store.add(aPosition({ ...overIreland, callsign: 'DLH400' }));
    expect(await flightOf(api)).toBeNull();
    const simulated = createScheduleApp();
    simulated.schedules.source = 'sample';
    simulated.store.add(aPosition({ ...overIreland, callsign: 'SIM7', flightNumber: 'LH400', kind: 'simulated' }));
    expect(await flightOf(simulated)).toMatchObject({ flight: 'LH400', sample: true, confidence: 'likely' });
  });
});
