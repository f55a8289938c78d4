import { describe, expect, it } from 'vitest';
import { containsPoint } from '#domain/geo.ts';
import { tileArea } from '#domain/level-tiles.ts';
import { boxPart, tileParts } from '../../../frontend/src/live/snapshot-part.ts';

describe('parts of what is subscribed', () => {
  it('are the tiles of the area, with the middle of the view nearest, across the antimeridian too', () => {
    const parts = tileParts(tileArea([170, -20, -170, -10], 'regional'), { lat: -15, lon: 185 });
    expect(parts).toHaveLength(4 * 3);
    const nearest = parts.toSorted((a, b) => a.distance - b.distance)[0];
    expect(nearest && containsPoint(nearest.inside, { lat: -15, lon: -175 })).toBe(true);
    expect(nearest?.target).toEqual({ tile: nearest?.key });
  });

  it('leave out the edges, where rounding may put an aircraft on either side', () => {
    const parts = tileParts(tileArea([7, 49, 11, 53], 'regional'), { lat: 50, lon: 8 });
    expect(parts.map(({ key }) => key)).toEqual(['regional/1411']);
    const [only] = parts;
    for (const [lat, lon, isInside] of [
      [50, 6.0001, false],
      [50, 6.002, true],
      [53.9999, 8, false],
      [53.998, 8, true],
    ] as const) {
      expect(only !== undefined && containsPoint(only.inside, { lat, lon })).toBe(isInside);
    }
  });

  it('are the whole box where there are no tiles', () => {
    expect(boxPart([0, 40, 20, 60])).toEqual({
      key: '0,40,20,60',
      target: { box: [0, 40, 20, 60] },
      inside: [0, 40, 20, 60],
      distance: 0,
    });
  });
});
