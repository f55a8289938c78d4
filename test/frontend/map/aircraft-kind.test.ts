import { describe, expect, it } from 'vitest';
import { silhouetteOf, SILHOUETTES } from '../../../frontend/src/map/aircraft-kind.ts';
import { SHAPE_PATHS } from '../../../frontend/src/map/aircraft-shapes.ts';

describe('silhouettes', () => {
  it.each([
    ['A321', 'jet'],
    ['B77W', 'jet'],
    ['C25A', 'jet'],
    ['E190', 'jet'],
    ['AT76', 'prop'],
    ['DH8D', 'prop'],
    ['C172', 'prop'],
    ['P28A', 'prop'],
    ['DA40', 'prop'],
    ['EC35', 'heli'],
    ['R44', 'heli'],
    ['AS21', 'glider'],
    ['GLID', 'glider'],
    ['GRND', 'vehicle'],
  ] as const)('%s is drawn as %s', (typeCode, silhouette) => {
    expect(silhouetteOf(typeCode, false)).toBe(silhouette);
    expect(silhouetteOf(typeCode.toLowerCase(), false)).toBe(silhouette);
  });

  it('tells the unknown in the air from the unknown on the ground', () => {
    expect(silhouetteOf(null, false)).toBe('unknown');
    expect(silhouetteOf(null, true)).toBe('ground');
    expect(silhouetteOf('', true)).toBe('ground');
  });

  it('give vehicles and obstacles symbols of their own, by what they say they are', () => {
    expect(silhouetteOf(null, true, 'C1')).toBe('vehicle');
    expect(silhouetteOf('A320', true, 'C2')).toBe('vehicle');
    expect(silhouetteOf(null, false, 'C3')).toBe('obstacle');
    expect(silhouetteOf('A320', true, 'A3')).toBe('jet');
    expect(silhouetteOf(null, true, null)).toBe('ground');
  });

  it('fit into the three bits of a look, and have an outline each', () => {
    expect(SILHOUETTES.length).toBeLessThanOrEqual(8);
    for (const silhouette of SILHOUETTES) expect(SHAPE_PATHS[silhouette]).toMatch(/^M.*Z$/);
  });
});
