import { describe, expect, it } from 'vitest';
import { chooseCallouts, MOST_CALLOUTS, type Side } from '../../../frontend/src/map/callout-layout.ts';

const at = (icao24: string, x: number, y: number, rank = 2) => ({ icao24, text: 'DLH4TR', x, y, gapPx: 12, rank });
const names = (callouts: readonly { readonly icao24: string }[]): string[] => callouts.map(({ icao24 }) => icao24);

describe('names beside aircraft', () => {
  it('stand at another side of their aircraft where they would cover another, and are left out where none is free', () => {
    const chosen = chooseCallouts([at('a', 0, 0), at('b', 2, 1), at('c', 1, 2), at('d', 3, 0), at('e', 2, 2)]);
    expect(chosen.map(({ icao24, side }) => `${icao24} ${side}`)).toEqual(['a right', 'b left', 'c below', 'd above']);
  });

  it('are written first, and in any case, for what is marked or in an emergency', () => {
    const crowd = Array.from({ length: 6 }, (_, index) => at(`z${index}`, index, 0, 0));
    expect(names(chooseCallouts([at('a', 0, 0), ...crowd]))).toEqual(['z0', 'z1', 'z2', 'z3', 'z4', 'z5']);
  });

  it('are given to the largest first', () => {
    const row = Array.from({ length: 5 }, (_, index) => at(`a${index}`, index, 0, 5 - index));
    expect(names(chooseCallouts(row))).toEqual(['a4', 'a3', 'a2', 'a1']);
  });

  it('stay with those that had one, at the side where it was', () => {
    const row = Array.from({ length: 5 }, (_, index) => at(`a${index}`, index, 0, 5 - index));
    const before = new Map<string, Side>([
      ['a0', 'left'],
      ['a1', 'above'],
    ]);
    const chosen = chooseCallouts(row, before);
    expect(chosen.map(({ icao24, side }) => `${icao24} ${side}`)).toEqual([
      'a1 above',
      'a0 left',
      'a4 right',
      'a3 below',
    ]);
  });

  it('are no more than can be read', () => {
    const many = Array.from({ length: 400 }, (_, index) => at(String(index).padStart(4, '0'), 0, index * 30));
    expect(chooseCallouts(many)).toHaveLength(MOST_CALLOUTS);
  });
});
