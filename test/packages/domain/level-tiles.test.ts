import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containsPoint, normaliseBox, type BoundingBox } from '#domain/geo.ts';
import { areaBox, areaHolds, areaKey, MOST_TILES, tileArea, tileAt, tileBox, tilesOf } from '#domain/level-tiles.ts';
import { LEVELS } from '#domain/position.ts';

const level = fc.constantFrom(...LEVELS);
/** On the wire a degree has 100,000 steps. */
const degrees = (min: number, max: number) =>
  fc.integer({ min: min * 1e5, max: max * 1e5 }).map((steps) => steps / 1e5);
const lat = degrees(-90, 90);
const lon = degrees(-180, 179);

describe('tileAt()', () => {
  test.each([
    ['world', { lat: 50, lon: 8 }, 3 * 8 + 4],
    ['world', { lat: 90, lon: 180 }, 3 * 8],
    ['regional', { lat: -90, lon: -180 }, 0],
    ['fine', { lat: 0, lon: 0 }, 60 * 240 + 120],
  ] as const)('of %s and %o is %d', (at, point, tile) => {
    expect(tileAt(at, point)).toBe(tile);
  });

  test('is a tile that holds the point, anywhere', () => {
    fc.assert(
      fc.property(level, lat, lon, (at, y, x) => {
        const [west, south, east, north] = tileBox(at, tileAt(at, { lat: y, lon: x }));
        return x >= west && x <= east && y >= south && y <= north;
      }),
    );
  });
});

describe('tileArea()', () => {
  const boxes = fc
    .tuple(lon, lat, degrees(0, 400), lat)
    .map(([west, a, width, b]): BoundingBox => normaliseBox([west, Math.min(a, b), west + width, Math.max(a, b)]));

  test('holds the tile of every point of the box, in at most 64 tiles', () => {
    fc.assert(
      fc.property(level, boxes, lon, lat, (wanted, box, x, y) => {
        const area = tileArea(box, wanted);
        const tiles = tilesOf(area);
        expect(tiles.length).toBeLessThanOrEqual(MOST_TILES);
        expect(new Set(tiles).size).toBe(tiles.length);
        if (!containsPoint(box, { lat: y, lon: x })) return;
        const tile = tileAt(area.level, { lat: y, lon: x });
        expect(tiles).toContain(tile);
        expect(areaHolds(area, tile)).toBe(true);
        expect(containsPoint(areaBox(area), { lat: y, lon: x })).toBe(true);
      }),
    );
  });

  test('takes the next coarser level where 64 tiles are not enough', () => {
    expect(tileArea([-12, 35, 35, 70], 'fine').level).toBe('regional');
    expect(tileArea([-180, -90, 180, 90], 'fine')).toMatchObject({ level: 'world', columns: 8, rows: 4 });
  });

  test('runs over the antimeridian', () => {
    const area = tileArea([170, -10, -170, 10], 'regional');
    expect(area).toMatchObject({ firstColumn: 58, columns: 4 });
    expect(
      tilesOf(area)
        .slice(0, 4)
        .map((tile) => tile % 60),
    ).toEqual([58, 59, 0, 1]);
    expect(areaBox(area)).toEqual([168, -12, -168, 12]);
  });

  test('has one name for the same tiles, and no other area has it', () => {
    expect(areaKey(tileArea([5, 45, 6, 46], 'fine'))).toBe(areaKey(tileArea([5.1, 45.1, 6.1, 46.1], 'fine')));
    expect(areaKey(tileArea([5, 45, 6, 46], 'fine'))).not.toBe(areaKey(tileArea([5, 45, 6, 46], 'regional')));
  });
});
