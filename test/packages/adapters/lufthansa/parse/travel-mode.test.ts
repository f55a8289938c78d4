import { expect, test } from 'vitest';
import { travelModeOf } from '#adapters/lufthansa/parse/travel-mode.ts';

test.each([
  ['TRN', 'rail'],
  ['TRS', 'rail'],
  ['BUS', 'bus'],
  ['RFS', 'bus'],
  ['32N', 'air'],
  [null, 'air'],
])('travelModeOf() equipment %s is %s', (code, mode) => {
  expect(travelModeOf(code)).toBe(mode);
});
