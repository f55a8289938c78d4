import { describe, expect, test } from 'vitest';
import { chooseInstants } from '#domain/schedules/choose-instants.ts';

const at = (hours: number): number => Date.UTC(2026, 9, 25) + hours * 3_600_000;
/** An hour that comes twice. */
const twice = (hours: number): readonly number[] => [at(hours), at(hours + 1)];

describe('chooseInstants()', () => {
  test('takes the first of two times unless something says otherwise', () => {
    expect(chooseInstants([twice(0), [at(5)]], null)).toEqual([at(0), at(5)]);
    expect(chooseInstants([[at(-2)], twice(0)], null)).toEqual([at(-2), at(0)]);
  });

  test('takes the second where the stated duration is that of the second', () => {
    expect(chooseInstants([twice(0), [at(5)]], 4 * 60)).toEqual([at(1), at(5)]);
    expect(chooseInstants([[at(-2)], twice(0)], 3 * 60 + 1)).toEqual([at(-2), at(1)]);
  });

  test('takes the second where the first would come before the departure', () => {
    expect(chooseInstants([[at(0.5)], twice(0)], null)).toEqual([at(0.5), at(1)]);
  });

  test('takes the second at a change where the first would leave before the arrival', () => {
    expect(chooseInstants([[at(-2)], [at(0.5)], twice(0), [at(4)]], null)).toEqual([at(-2), at(0.5), at(1), at(4)]);
  });

  test('keeps the earliest times where the stated duration fits none of them', () => {
    expect(chooseInstants([twice(0), [at(5)]], 7 * 60)).toEqual([at(0), at(5)]);
  });

  test('lets a leg leave at the minute at which the one before arrives', () => {
    expect(chooseInstants([[at(0)], [at(1)], [at(1)], [at(2)]], null)).toEqual([at(0), at(1), at(1), at(2)]);
  });

  test.each([
    ['an arrival before its departure', [[at(2)], [at(1)]]],
    ['an arrival at the minute of its departure', [[at(1)], [at(1)]]],
    ['a departure before the arrival at the change', [[at(0)], [at(2)], [at(1)], [at(3)]]],
    ['an end without a time', [[at(0)], []]],
  ])('finds no way with %s', (_, ends) => {
    expect(chooseInstants(ends, null)).toBeNull();
  });
});
