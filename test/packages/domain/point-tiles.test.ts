import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceM, wrapLongitude, type BoundingBox } from '#domain/geo.ts';
import { tileByPoints } from '#domain/point-tiles.ts';

const RADIUS_M = 250 * 1852;
/** Rounding of trigonometry near a corner. */
const ROUNDING_M = 0.5;

/** Evenly spread, other than doubles, most of which are next to 0. */
const degrees = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((value) => value / 100);

const region = fc
  .record({
    south: degrees(-90, 89.9),
    north: degrees(-89.9, 90),
    west: degrees(-180, 180),
    east: degrees(-180, 180),
  })
  .filter(({ south, north }) => south < north)
  .map(({ west, south, east, north }): BoundingBox => [west, south, east, north]);

const share = fc.oneof(fc.constantFrom(0, 1), degrees(0, 1));

const widthOf = ([west, , east]: BoundingBox): number => (east >= west ? east - west : east - west + 360);

test('every point of every region, its edges and corners too, is in a circle that is no larger than allowed', () => {
  fc.assert(
    fc.property(region, fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 20 }), (box, shares) => {
      const tiles = tileByPoints(box, RADIUS_M);
      for (const { lat, lon, radiusM } of tiles) {
        expect(radiusM).toBeLessThanOrEqual(RADIUS_M + ROUNDING_M);
        expect(Math.abs(lat)).toBeLessThanOrEqual(90);
        expect(lon).toBeGreaterThanOrEqual(-180);
        expect(lon).toBeLessThan(180);
      }
      for (const [x, y] of shares) {
        const point = {
          lat: Math.max(-90, Math.min(90, box[1] + (box[3] - box[1]) * y)),
          lon: wrapLongitude(box[0] + widthOf(box) * x),
        };
        expect(tiles.some((tile) => distanceM(tile, point) <= tile.radiusM + ROUNDING_M)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test.each<[string, BoundingBox, number]>([
  ['a city', [7, 49, 9, 51], 1],
  ['the Alps', [5, 43, 17, 48.5], 2],
  ['Europe', [-12, 35, 35, 70], 33],
  ['the North Pole down to 87° N', [-180, 87, 180, 90], 2],
  ['Fiji across the antimeridian', [175, -21, -175, -14], 3],
  ['the world', [-180, -90, 180, 90], 1240],
])('%s takes few circles', (_, box, most) => {
  expect(tileByPoints(box, RADIUS_M).length).toBeLessThanOrEqual(most);
});

test('across the antimeridian the circles lie on both sides of it and nowhere else', () => {
  const lons = tileByPoints([170, -10, -170, 10], RADIUS_M).map(({ lon }) => lon);
  expect(lons.some((lon) => lon > 170)).toBe(true);
  expect(lons.some((lon) => lon < -170)).toBe(true);
  expect(lons.every((lon) => Math.abs(lon) > 170)).toBe(true);
});

test('a small region gets a circle of its own size', () => {
  const [tile, ...others] = tileByPoints([8, 50, 8.2, 50.1], RADIUS_M);
  expect(others).toEqual([]);
  expect(tile).toMatchObject({ lat: expect.closeTo(50.05, 6) as number, lon: expect.closeTo(8.1, 6) as number });
  expect(tile!.radiusM).toBeLessThan(10_000);
});
