import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneOrMany } from '#adapters/lufthansa/parse/one-or-many.ts';

/** As Lufthansa writes a collection. */
const asWritten = (items: readonly unknown[]): unknown => (items.length === 1 ? items[0] : items);

describe('oneOrMany()', () => {
  test('gives back the items of a collection, be there one or many', () => {
    const item = fc.oneof(fc.string(), fc.integer(), fc.dictionary(fc.string(), fc.string()), fc.boolean());
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(oneOrMany(asWritten(items))).toEqual(items);
      }),
    );
  });

  test.each([undefined, null, []])('has no items in %j', (value) => {
    expect(oneOrMany(value)).toEqual([]);
  });
});
