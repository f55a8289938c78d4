import { describe, expect, test } from 'vitest';
import { bearingDeg, containsPoint, destination, distanceM, normaliseBox, wrapLongitude } from '#domain/geo.ts';

const FRANKFURT = { lat: 50.0333, lon: 8.5706 };
const NEW_YORK = { lat: 40.6398, lon: -73.7789 };

describe('distanceM()', () => {
  test('is within 0.5 % of the ellipsoid for Frankfurt to New York (6,206 km by Vincenty)', () => {
    expect(distanceM(FRANKFURT, NEW_YORK)).toBeGreaterThan(6_206_000 * 0.995);
    expect(distanceM(FRANKFURT, NEW_YORK)).toBeLessThan(6_206_000 * 1.005);
  });

  test('takes the short way across the antimeridian', () => {
    expect(distanceM({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeCloseTo(111_195, -2);
  });
});

describe('destination()', () => {
  test('ends where distance and bearing say', () => {
    const end = destination(FRANKFURT, 77, 500_000);
    expect(distanceM(FRANKFURT, end)).toBeCloseTo(500_000, 0);
    expect(bearingDeg(FRANKFURT, end)).toBeCloseTo(77, 6);
  });

  test('wraps the longitude at the antimeridian', () => {
    expect(destination({ lat: 10, lon: 179.9 }, 90, 50_000).lon).toBeLessThan(-179);
  });

  test('crosses the pole', () => {
    const end = destination({ lat: 89.9, lon: 0 }, 0, 22_239);
    expect(end.lat).toBeCloseTo(89.9, 2);
    expect(Math.abs(end.lon)).toBeCloseTo(180, 3);
  });
});

test.each([
  [180, -180],
  [-180, -180],
  [190, -170],
  [-541, 179],
  [12.5, 12.5],
])('wrapLongitude(%d) is %d', (lon, wrapped) => {
  expect(wrapLongitude(lon)).toBeCloseTo(wrapped, 9);
});

describe('containsPoint()', () => {
  test('takes a box with west > east across the antimeridian', () => {
    const fiji = [175, -22, -175, -12] as const;
    expect(containsPoint(fiji, { lat: -18, lon: 178 })).toBe(true);
    expect(containsPoint(fiji, { lat: -18, lon: -179 })).toBe(true);
    expect(containsPoint(fiji, { lat: -18, lon: 0 })).toBe(false);
  });

  test('includes its edges', () => {
    expect(containsPoint([0, 0, 10, 10], { lat: 10, lon: 0 })).toBe(true);
  });
});

describe('normaliseBox()', () => {
  test('takes anything 360° wide or wider for the world', () => {
    expect(normaliseBox([-200, -50, 170, 60])).toEqual([-180, -50, 180, 60]);
  });

  test('clamps latitudes', () => {
    expect(normaliseBox([0, -95, 10, 95])).toEqual([0, -90, 10, 90]);
  });

  test('turns edges beyond ±180° into a box across the antimeridian', () => {
    expect(normaliseBox([170, -20, 190, 20])).toEqual([170, -20, -170, 20]);
    expect(normaliseBox([-190, -20, -170, 20])).toEqual([170, -20, -170, 20]);
  });

  test('keeps an eastern edge of exactly 180°', () => {
    expect(normaliseBox([100, -20, 180, 20])).toEqual([100, -20, 180, 20]);
  });
});
