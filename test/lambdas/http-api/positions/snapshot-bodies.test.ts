import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { tileAt } from '#domain/level-tiles.ts';
import type { Position } from '#domain/position.ts';
import type { Picture } from '../../../../lambdas/http-api/positions/read-picture.ts';
import { createSnapshotBodies } from '../../../../lambdas/http-api/positions/snapshot-bodies.ts';
import { aPosition } from '../../../fixtures/positions.ts';
import { manyAircraft, NOW_MS } from '../test-app.ts';

const HERE = { level: 'fine', tile: tileAt('fine', aPosition()) } as const;

function pictureOf(positions: readonly Position[]): Picture {
  return {
    asOfMs: NOW_MS,
    readAtMs: NOW_MS,
    positions: { live: positions, replay: [], simulated: [] },
    newestReceivedAtMs: NOW_MS,
    feeds: [],
  };
}

describe('createSnapshotBodies()', () => {
  test('all who ask for a tile of one picture share its body, and what it was compressed to', async () => {
    const bodyOf = createSnapshotBodies();
    const picture = pictureOf(manyAircraft(30, { lon: aPosition().lon, lat: aPosition().lat }));
    const request = { tile: HERE, simulated: false, form: 'columns' } as const;
    const body = bodyOf(picture, request);
    expect(bodyOf(picture, { ...request })).toBe(body);
    const compressed = await body.encoded('br');
    expect(await body.encoded('br')).toBe(compressed);
    expect(brotliDecompressSync(compressed).equals(body.plain)).toBe(true);
  });

  test('tells pictures, forms, kinds and tiles apart', () => {
    const bodyOf = createSnapshotBodies();
    const picture = pictureOf([aPosition()]);
    const request = { tile: HERE, simulated: false, form: 'columns' } as const;
    const bodies = [
      bodyOf(picture, request),
      bodyOf(pictureOf([aPosition()]), request),
      bodyOf(picture, { ...request, form: 'rows' }),
      bodyOf(picture, { ...request, simulated: true }),
      bodyOf(picture, { ...request, tile: { level: 'world', tile: tileAt('world', aPosition()) } }),
      bodyOf(picture, { ...request, tile: { level: 'fine', tile: 0 } }),
      bodyOf(picture, { ...request, tile: undefined }),
    ];
    expect(new Set(bodies).size).toBe(bodies.length);
  });

  test('tiles without aircraft share one body, however many are asked for', () => {
    const bodyOf = createSnapshotBodies();
    const picture = pictureOf([aPosition()]);
    const bodies = Array.from({ length: 1000 }, (_, tile) =>
      bodyOf(picture, { tile: { level: 'fine', tile }, simulated: false, form: 'columns' }),
    );
    expect(new Set(bodies).size).toBe(1);
  });

  test('nobody waits for a box that somebody else asked for: its body is not kept', () => {
    const bodyOf = createSnapshotBodies();
    const picture = pictureOf([aPosition()]);
    const request = { bbox: [0, 0, 90, 90], simulated: false, form: 'rows' } as const;
    expect(bodyOf(picture, request)).not.toBe(bodyOf(picture, request));
  });
});
