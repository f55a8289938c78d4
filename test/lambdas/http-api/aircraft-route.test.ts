import { describe, expect, test } from 'vitest';
import { aircraftSchema } from '#contracts/http-aircraft.ts';
import { aPosition } from '../../fixtures/positions.ts';
import { createTestApp, NOW_MS } from './test-app.ts';

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
