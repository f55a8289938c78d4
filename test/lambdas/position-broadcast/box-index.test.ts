import { describe, expect, it } from 'vitest';
import { containsPoint, WORLD_BOX, type BoundingBox } from '#domain/geo.ts';
import { createBoxIndex } from '../../../lambdas/position-broadcast/box-index.ts';

/** Deterministic spread of points over the whole sphere, edges and poles included. */
const points = [
  ...Array.from({ length: 2000 }, (_, n) => ({ lat: ((n * 37) % 1800) / 10 - 90, lon: ((n * 191) % 3600) / 10 - 180 })),
  { lat: 90, lon: 0 },
  { lat: -90, lon: -180 },
  { lat: 0, lon: 180 },
  { lat: 36, lon: -12 },
];
const index = createBoxIndex(points.map((point, item) => ({ item, points: [point] })));

describe('box index', () => {
  it.each<[string, BoundingBox]>([
    ['Europe', [-12, 35, 35, 70]],
    ['a town', [11.2, 48, 11.9, 48.4]],
    ['a box across the antimeridian', [170, -20, -170, 20]],
    ['a box up to the antimeridian', [170, -1, 180, 1]],
    ['a box that leaves out a thin slice', [10, -90, 9, 90]],
    ['a line', [-12, 36, -12, 36]],
    ['the poles', [-180, 88, 180, 90]],
    ['the world', WORLD_BOX],
  ])('finds in %s exactly what lies in it', (_name, box) => {
    const expected = points.flatMap((point, item) => (containsPoint(box, point) ? [item] : []));
    expect(index.within(box).toSorted((a, b) => a - b)).toEqual(expected);
  });

  it('gives an item with several points in the box once', () => {
    const two = createBoxIndex([
      {
        item: 'a',
        points: [
          { lat: 1, lon: 1 },
          { lat: 9, lon: 9 },
        ],
      },
    ]);
    expect(two.within([0, 0, 10, 10])).toEqual(['a']);
    expect(two.within([8, 8, 10, 10])).toEqual(['a']);
    expect(two.within([4, 4, 5, 5])).toEqual([]);
  });
});
