import { describe, expect, test } from 'vitest';
import { tileAt } from '#domain/level-tiles.ts';
import type { Position } from '#domain/position.ts';
import { indexByTile } from '../../../../lambdas/http-api/positions/tile-index.ts';
import { aPosition } from '../../../fixtures/positions.ts';

const AT_MS = aPosition().observedAtMs;
const WEST = tileAt('fine', { lat: 48.5, lon: 10.49 });
const EAST = tileAt('fine', { lat: 48.5, lon: 10.51 });
/** A kilometre west of a boundary, eastbound. */
const nearBoundary = aPosition({ lat: 48.5, lon: 10.487, trackDeg: 90, groundSpeedMps: 200 });

function addressesIn(positions: readonly Position[], tile: number, atMs: number): string[] {
  return (indexByTile(positions, 'fine', atMs).get(tile) ?? []).map((position) => position.icao24);
}

describe('indexByTile()', () => {
  test('puts an aircraft into the tile of its fix alone while it is in there', () => {
    expect(addressesIn([nearBoundary], WEST, AT_MS)).toEqual(['3c664e']);
    expect(addressesIn([nearBoundary], EAST, AT_MS)).toEqual([]);
  });

  test('puts one that has flown over a boundary without a record into both tiles', () => {
    expect(addressesIn([nearBoundary], WEST, AT_MS + 10_000)).toEqual(['3c664e']);
    expect(addressesIn([nearBoundary], EAST, AT_MS + 10_000)).toEqual(['3c664e']);
  });

  test('keeps the order of the aircraft within a tile', () => {
    const positions = ['3c0001', '3c0002', '4b0003'].map((icao24) => ({ ...nearBoundary, icao24 }));
    expect(addressesIn(positions, EAST, AT_MS + 10_000)).toEqual(['3c0001', '3c0002', '4b0003']);
  });

  test.each([
    ['fine', 1],
    ['regional', 0],
    ['world', 0],
  ] as const)('shows a vehicle at level %s in %d tiles', (level, tiles) => {
    expect(indexByTile([aPosition({ category: 'C2', onGround: true })], level, AT_MS).size).toBe(tiles);
  });
});
