import { expect, test } from 'vitest';
import { seededRandom } from '#domain/seeded-random.ts';

const draw = (random: () => number, count: number): number[] => Array.from({ length: count }, random);

test('the same seeds give the same numbers, other seeds others', () => {
  expect(draw(seededRandom(1, 2), 5)).toEqual(draw(seededRandom(1, 2), 5));
  expect(draw(seededRandom(1, 3), 5)).not.toEqual(draw(seededRandom(1, 2), 5));
  expect(draw(seededRandom(2, 1), 5)).not.toEqual(draw(seededRandom(1, 2), 5));
});

test('numbers lie in 0 to 1 and are spread evenly, also over neighbouring seeds', () => {
  const firsts = Array.from({ length: 10_000 }, (_, seed) => seededRandom(7, seed)());
  expect(Math.min(...firsts)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...firsts)).toBeLessThan(1);
  const tenths = Array.from({ length: 10 }, (_, tenth) => firsts.filter((f) => Math.floor(f * 10) === tenth).length);
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
