import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../../frontend/src/map/fleet-bounds.ts';

const at = (lat: number, lon: number) => ({ fix: { lat, lon } });

describe('bounds of the fleet', () => {
  it('encloses all aircraft', () => {
    expect(boundsOf([at(40, -10), at(60, 30), at(50, 5)])).toEqual([-10, 40, 30, 60]);
    expect(boundsOf([at(40, -10)])).toEqual([-10, 40, -10, 40]);
    expect(boundsOf([])).toBeNull();
  });

  it('goes the short way across the antimeridian', () => {
    expect(boundsOf([at(-20, 170), at(-10, -170), at(0, 178)])).toEqual([170, -20, 190, 0]);
  });
});
