import { expect, test } from 'vitest';
import { BEGINNING, parsePlace } from '../../../lambdas/reference-etl/place.ts';

const place = { ...BEGINNING, tried: ['airports/FRA'], failed: [['airports/XAA', 2]] };

test('a place comes back from the database as it was kept', () => {
  expect(parsePlace(JSON.parse(JSON.stringify(place)))).toEqual(place);
});

test('a place that was kept before failures were counted is gone on from', () => {
  const { v, walk, tried, found } = place;
  expect(parsePlace({ v, walk, tried, found })).toEqual({ ...place, failed: [] });
});

test.each([
  ['another version', { ...place, v: 2 }],
  ['counts that are none', { ...place, failed: [['airports/XAA', 'two']] }],
  ['codes that are no texts', { ...place, tried: [1] }],
  ['nothing', null],
])('a place of %s begins anew', (_name, value) => {
  expect(parsePlace(value)).toBeNull();
});
