import { expect, test } from 'vitest';
import type { BoundingBox } from '#domain/geo.ts';
import { areasOf, creditsOf } from '../../../../services/position-producer/sources/opensky-areas.ts';

test.each<[BoundingBox, number]>([
  [[5, 45, 10, 50], 1],
  [[5, 45, 10.01, 50], 2],
  [[0, 40, 10, 50], 2],
  [[0, 40, 10.01, 50], 3],
  [[0, 40, 20, 60], 3],
  [[0, 40, 20.01, 60], 4],
  [[-180, -90, 180, 90], 4],
])('a box of %j costs %i', (box, credits) => {
  expect(creditsOf(box)).toBe(credits);
});

test('a box is asked for by its edges, with the category of aircraft', () => {
  expect(areasOf([[5.5, 45, 10, 47.25]])).toEqual([
    { query: 'lamin=45&lomin=5.5&lamax=47.25&lomax=10&extended=1', credits: 1 },
  ]);
});

test('without a box the whole world is asked for at once', () => {
  expect(areasOf([])).toEqual([{ query: 'extended=1', credits: 4 }]);
});

test('a box across the antimeridian is two', () => {
  expect(areasOf([[175, -20, -175, -10]]).map(({ query }) => query)).toEqual([
    'lamin=-20&lomin=175&lamax=-10&lomax=180&extended=1',
    'lamin=-20&lomin=-180&lamax=-10&lomax=-175&extended=1',
  ]);
  expect(areasOf([[180, -20, -175, -10]])).toHaveLength(1);
});
