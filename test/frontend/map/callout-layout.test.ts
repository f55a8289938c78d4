import { describe, expect, it } from 'vitest';
import { chooseCallouts, MOST_CALLOUTS } from '../../../frontend/src/map/callout-layout.ts';

const at = (icao24: string, x: number, y: number, isMarked = false) => ({ icao24, text: 'DLH4TR', x, y, isMarked });

describe('names beside aircraft', () => {
  it('leaves out those that would cover another', () => {
    const chosen = chooseCallouts([at('b', 30, 5), at('a', 0, 0), at('c', 0, 40), at('d', 90, 0)]);
    expect(chosen.map(({ icao24 }) => icao24)).toEqual(['a', 'c', 'd']);
  });

  it('writes the marked ones first and in any case', () => {
    const chosen = chooseCallouts([at('a', 0, 0), at('z', 5, 5, true), at('y', 6, 6, true)]);
    expect(chosen.map(({ icao24 }) => icao24)).toEqual(['y', 'z']);
  });

  it('writes no more than can be read', () => {
    const many = Array.from({ length: 500 }, (_, index) => at(String(index).padStart(4, '0'), 0, index * 30));
    expect(chooseCallouts(many)).toHaveLength(MOST_CALLOUTS);
  });
});
