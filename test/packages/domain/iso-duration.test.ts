import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatIsoDuration, parseIsoDuration } from '#domain/iso-duration.ts';

describe('parseIsoDuration()', () => {
  test.each([
    ['PT8H35M', 515],
    ['P1DT1H29M', 1529],
    ['PT1H', 60],
    ['PT45M', 45],
    ['P2D', 2880],
    ['PT0M', 0],
    ['PT90M', 90],
    ['PT1H59S', 60],
    ['P1DT60S', 1441],
  ])('%s is %i minutes', (text, minutes) => {
    expect(parseIsoDuration(text)).toBe(minutes);
  });

  test.each(['', 'P', 'PT', 'P1DT', '8H35M', 'P1W', 'P1M', 'PT1.5H', '-PT1H', 'PT1M1H', 'pt1h'])(
    '%j is none',
    (text) => {
      expect(parseIsoDuration(text)).toBeNull();
    },
  );
});

describe('formatIsoDuration()', () => {
  test.each([
    [515, 'PT8H35M'],
    [1529, 'P1DT1H29M'],
    [60, 'PT1H'],
    [59, 'PT59M'],
    [1440, 'P1D'],
    [1441, 'P1DT1M'],
    [0, 'PT0M'],
  ])('%i minutes are %s', (minutes, text) => {
    expect(formatIsoDuration(minutes)).toBe(text);
  });

  test('is read back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 * 1440 }), (minutes) => {
        expect(parseIsoDuration(formatIsoDuration(minutes))).toBe(minutes);
      }),
    );
  });
});
