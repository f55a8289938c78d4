import { describe, expect, test } from 'vitest';
import { parseInstant } from '#contracts/instant.ts';

describe('parseInstant()', () => {
  test.each([
    ['1795496400000', 1_795_496_400_000],
    ['0', 0],
    ['2026-11-24', Date.UTC(2026, 10, 24)],
    ['2026-11-24T05:00Z', Date.UTC(2026, 10, 24, 5)],
    ['2026-11-24T05:00:00.250Z', Date.UTC(2026, 10, 24, 5, 0, 0, 250)],
    ['2026-11-24T05:00:00+02:00', Date.UTC(2026, 10, 24, 3)],
    ['2026-11-24T05:00:00 02:00', Date.UTC(2026, 10, 24, 3)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
  ])('reads %s', (text, epochMs) => {
    expect(parseInstant(text)).toBe(epochMs);
  });

  test.each([
    '',
    'yesterday',
    '-5',
    '1.5',
    '2026-11-24T05:00:00',
    '2026-02-31',
    '2026-13-01',
    '2026-11-24T25:00Z',
    '24.11.2026',
    '1795496400000000',
  ])('refuses %j with an example', (text) => {
    expect(() => parseInstant(text)).toThrow(/2026-11-24T05:00:00Z/);
  });
});
