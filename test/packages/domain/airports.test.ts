import { expect, test } from 'vitest';
import { airportByIata, AIRPORTS } from '#domain/airports.ts';

test('airports have distinct codes, a city, a country, a rank and a place on earth', () => {
  expect(new Set(AIRPORTS.map((a) => a.iata)).size).toBe(AIRPORTS.length);
  expect(new Set(AIRPORTS.map((a) => a.icao)).size).toBe(AIRPORTS.length);
  for (const airport of AIRPORTS) {
    expect(airport.iata).toMatch(/^[A-Z]{3}$/);
    expect(airport.icao).toMatch(/^[A-Z]{4}$/);
    expect(airport.country).toMatch(/^[A-Z]{2}$/);
    expect(airport.city.length).toBeGreaterThan(1);
    expect(airport.name.length).toBeGreaterThan(1);
    expect(Math.abs(airport.lat)).toBeLessThan(85);
    expect(Math.abs(airport.lon)).toBeLessThanOrEqual(180);
    expect(airport.lat === 0 && airport.lon === 0).toBe(false);
  }
});

test.each([
  ['FRA', 'EDDF', 'Frankfurt', 'DE', 50.03, 8.57],
  ['LHR', 'EGLL', 'London', 'GB', 51.47, -0.46],
  ['BCN', 'LEBL', 'Barcelona', 'ES', 41.3, 2.08],
  ['HKG', 'VHHH', 'Hong Kong', 'HK', 22.31, 113.91],
  ['JFK', 'KJFK', 'New York', 'US', 40.64, -73.78],
  ['SYD', 'YSSY', 'Sydney', 'AU', -33.95, 151.18],
])('%s is where it is', (iata, icao, city, country, lat, lon) => {
  const airport = airportByIata(iata)!;
  expect(airport).toMatchObject({ icao, city, country, rank: 1 });
  expect(Math.abs(airport.lat - lat)).toBeLessThan(0.05);
  expect(Math.abs(airport.lon - lon)).toBeLessThan(0.05);
});

test('every rank is there, the first ones few', () => {
  const count = (rank: number): number => AIRPORTS.filter((a) => a.rank === rank).length;
  expect(count(1)).toBeGreaterThan(50);
  expect(count(1)).toBeLessThan(count(2));
  expect(count(2)).toBeLessThan(count(3));
  expect(airportByIata('XXX')).toBeUndefined();
});
