import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberOf, optionalCode, requiredCode, textOf } from '#adapters/lufthansa/parse/read-scalar.ts';

describe('textOf()', () => {
  test('reads a number as the text that it was made of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (number) => {
        expect(textOf(number)).toBe(textOf(String(number)));
      }),
    );
  });

  test('keeps leading zeros of a text', () => {
    expect([textOf('017'), textOf('012')]).toEqual(['017', '012']);
  });

  test('makes one line of it without space around', () => {
    expect(textOf('  Frankfurt\n am\tMain ')).toBe('Frankfurt am Main');
  });

  test('cuts off what is far too long for a name', () => {
    expect(textOf('x'.repeat(5000))).toHaveLength(300);
  });

  test.each([undefined, null, '', '  ', {}, [], true, NaN, { '@nil': 'true' }])('has no text in %j', (value) => {
    expect(textOf(value)).toBeNull();
  });
});

describe('numberOf()', () => {
  test('reads a number and its text alike', () => {
    fc.assert(
      fc.property(fc.double({ min: -180, max: 180, noNaN: true }), (number) => {
        expect(numberOf(number, -180, 180)).toBe(numberOf(String(number), -180, 180));
        expect(numberOf(number, -180, 180)).toBeCloseTo(number, 12);
      }),
    );
  });

  test.each(['', 'north', '1,5', 91, -91, '91', null, {}, [45], true])('has no latitude in %j', (value) => {
    expect(numberOf(value, -90, 90)).toBeNull();
  });
});

describe('codes', () => {
  const pattern = /^[A-Z0-9]{3}$/;

  test('are upper case, whether they come as text or number', () => {
    expect([optionalCode('fra', pattern), optionalCode(320, pattern), optionalCode(' 32N ', pattern)]).toEqual([
      'FRA',
      '320',
      '32N',
    ]);
  });

  test('that may be missing are null where they are, or are none', () => {
    expect([optionalCode(undefined, pattern), optionalCode('FRANKFURT', pattern), optionalCode({}, pattern)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test.each([
    [{}, 'code_missing'],
    [{ AirportCode: {} }, 'code_missing'],
    [{ AirportCode: 'FRANKFURT' }, 'code_invalid'],
  ])('that must be there: %j is %s', (row, code) => {
    expect(() => requiredCode(row, 'AirportCode', { pattern, reason: 'code' })).toThrow(
      expect.objectContaining({ code, field: 'AirportCode' }),
    );
  });
});
