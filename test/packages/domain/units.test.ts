import { expect, test } from 'vitest';
import {
  feetPerMinuteToMps,
  feetToMetres,
  knotsToMps,
  metresToFeet,
  mpsToFeetPerMinute,
  mpsToKnots,
} from '#domain/units.ts';

test('units follow their definitions', () => {
  expect(feetToMetres(38_000)).toBeCloseTo(11_582.4, 9);
  expect(knotsToMps(1)).toBeCloseTo(0.514444, 6);
  expect(feetPerMinuteToMps(1000)).toBeCloseTo(5.08, 9);
});

test.each([
  [feetToMetres, metresToFeet],
  [knotsToMps, mpsToKnots],
  [feetPerMinuteToMps, mpsToFeetPerMinute],
])('%o has its inverse', (to, from) => {
  expect(from(to(1234))).toBeCloseTo(1234, 9);
});
