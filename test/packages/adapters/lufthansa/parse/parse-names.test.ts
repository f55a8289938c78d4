import { describe, expect, test } from 'vitest';
import { parseNames } from '#adapters/lufthansa/parse/parse-names.ts';

const name = (code: unknown, text: unknown): unknown => ({ '@LanguageCode': code, $: text });

describe('parseNames()', () => {
  test('keeps French, English and German in either case of their codes, no other language', () => {
    const names = {
      Name: [name('FR', 'Francfort'), name('en', 'Frankfurt'), name('De', 'Frankfurt am Main'), name('JP', 'X')],
    };
    expect(parseNames(names)).toEqual({ fr: 'Francfort', en: 'Frankfurt', de: 'Frankfurt am Main' });
  });

  test('reads one name that is not in a list, under the language that it has', () => {
    expect(parseNames({ Name: name('EN', 'Andorra') })).toEqual({ en: 'Andorra' });
  });

  test('reads a name that is a number', () => {
    expect(parseNames({ Name: name('EN', 1770) })).toEqual({ en: '1770' });
  });

  test('keeps the first of two names in one language', () => {
    expect(parseNames({ Name: [name('EN', ''), name('EN', 'First'), name('en', 'Second')] })).toEqual({ en: 'First' });
  });

  test.each([
    undefined,
    null,
    {},
    '',
    'Frankfurt',
    { Name: {} },
    { Name: [null, 'x', name(undefined, 'x'), name('EN', {})] },
  ])('finds no name in %j', (names) => {
    expect(parseNames(names)).toEqual({});
  });
});
