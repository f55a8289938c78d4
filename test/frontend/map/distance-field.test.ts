import { describe, expect, it } from 'vitest';
import { signedDistanceField } from '../../../frontend/src/map/distance-field.ts';

describe('signed distance field', () => {
  it('gives the distance to the edge of a disc everywhere', () => {
    const size = 32;
    const radius = 9;
    const coverage = Float64Array.from({ length: size * size }, (_, pixel) => {
      const distance = Math.hypot((pixel % size) - 15.5, Math.floor(pixel / size) - 15.5);
      return Math.max(0, Math.min(1, radius - distance + 0.5));
    });
    const field = signedDistanceField(coverage, size, 8);
    for (let pixel = 0; pixel < field.length; pixel++) {
      const distance = radius - Math.hypot((pixel % size) - 15.5, Math.floor(pixel / size) - 15.5);
      const expected = Math.max(-8, Math.min(8, distance));
      expect(Math.abs(((field[pixel] ?? 0) - 127.5) / (127.5 / 8) - expected)).toBeLessThan(0.75);
    }
  });

  it('is at its lower end far from every shape', () => {
    expect([...signedDistanceField(new Float64Array(16), 4, 8)]).toEqual(Array<number>(16).fill(0));
  });
});
