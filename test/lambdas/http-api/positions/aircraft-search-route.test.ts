import { describe, expect, test } from 'vitest';
import { aircraftSearchSchema, MOST_AIRCRAFT_FOUND, type AircraftSearch } from '#contracts/http-aircraft-search.ts';
import type { Position } from '#domain/position.ts';
import { aPosition } from '../../../fixtures/positions.ts';
import { createTestApp } from '../test-app.ts';

const AFR12 = aPosition({ icao24: '3944e1', callsign: 'AFR12', registration: 'F-GKXN', lat: -33.1, lon: 151.2 });
const AFR123 = aPosition({ icao24: '3944e2', callsign: 'AFR123', registration: 'F-AFRA' });
const DLH4TR = aPosition();

async function found(q: string, positions: readonly Position[] = [DLH4TR, AFR123, AFR12]): Promise<AircraftSearch> {
  const response = await createTestApp({ positions }).app.request(`/api/aircraft?q=${encodeURIComponent(q)}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('Cache-Control')).toBe('public, max-age=1');
  return aircraftSearchSchema.parse(await response.json());
}

const addresses = ({ aircraft }: AircraftSearch): string[] => aircraft.map(({ icao24 }) => icao24);

describe('GET /api/aircraft', () => {
  test('finds an aircraft anywhere by its flight number, with where it is', async () => {
    expect((await found('AF 0012')).aircraft[0]).toEqual({
      icao24: '3944e1',
      kind: 'live',
      callsign: 'AFR12',
      registration: 'F-GKXN',
      typeCode: 'A321',
      flightNumber: null,
      lat: -33.1,
      lon: 151.2,
      observedAtMs: AFR12.observedAtMs,
    });
  });

  test('puts exact names before beginnings, and those before parts', async () => {
    expect(addresses(await found('afr12'))).toEqual(['3944e1', '3944e2']);
    expect(addresses(await found('4TR'))).toEqual(['3c664e']);
  });

  test('names at most ten, and says how many there are', async () => {
    const many = Array.from({ length: 25 }, (_, index) =>
      aPosition({ icao24: `3944${String(10 + index)}`, callsign: `AFR${String(100 + index)}` }),
    );
    const answer = await found('AFR', many);
    expect(answer.aircraft).toHaveLength(MOST_AIRCRAFT_FOUND);
    expect(answer.total).toBe(25);
  });

  test('looks only among the kind that is shown', async () => {
    const simulated = aPosition({ icao24: 'f00001', callsign: 'AFR99', kind: 'simulated' });
    expect(addresses(await found('AFR99', [AFR12, simulated]))).toEqual([]);
    expect(addresses(await found('AFR99', [simulated]))).toEqual(['f00001']);
  });

  test('finds nothing by a text that names nothing', async () => {
    expect(await found('---')).toEqual({ total: 0, aircraft: [] });
  });

  test.each(['', '?q=', `?q=${'A'.repeat(41)}`, '?q=AF1&q=AF2'])('refuses %j, naming the parameter', async (query) => {
    const response = await createTestApp().app.request(`/api/aircraft${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ parameter: 'q' });
  });
});
