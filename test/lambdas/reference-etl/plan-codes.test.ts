import { expect, test } from 'vitest';
import type { UnlistedRecords } from '#adapters/lufthansa/walk/reference-walk.ts';
import { gapsOf, isNear, type Gap } from '../../../lambdas/reference-etl/gaps.ts';
import { planCodes, requestKey, type KnownCodes, type UnseenCodes } from '../../../lambdas/reference-etl/plan-codes.ts';

const NONE: UnseenCodes = { used: [], stored: [], named: [] };

function known(overrides: Partial<KnownCodes['unseen']> = {}, more: Partial<KnownCodes> = {}): KnownCodes {
  const unseen = { countries: NONE, cities: NONE, airports: NONE, airlines: NONE, aircraft: NONE, ...overrides };
  return { unseen, worldAirports: [], unknown: new Set(), ...more };
}

function aGap(overrides: Partial<Gap> = {}): Gap {
  return { resource: 'airports', offset: 700, count: 1, before: 'DEL', after: 'DEP', status: 500, ...overrides };
}

function unlisted(offset: number, overrides: Partial<UnlistedRecords> = {}): UnlistedRecords {
  return { resource: 'airports', offset, limit: 1, status: 500, before: null, after: null, ...overrides };
}

const guess = (gaps: readonly Gap[], codes: KnownCodes): string[] => planCodes(gaps, codes).guesses.map(requestKey);

test('bad records side by side are one gap between the good ones around them', () => {
  const records = [
    unlisted(5, { before: 'AAD' }),
    unlisted(6, { limit: 2, after: 'AAI' }),
    unlisted(9, { before: 'AAI', after: 'AAK' }),
    unlisted(10, { resource: 'cities' }),
  ];
  expect(gapsOf(records)).toEqual([
    aGap({ offset: 5, count: 3, before: 'AAD', after: 'AAI' }),
    aGap({ offset: 9, count: 1, before: 'AAI', after: 'AAK' }),
    aGap({ resource: 'cities', offset: 10, count: 1, before: null, after: null }),
  ]);
});

test('codes that stand in a gap are asked for, however they are known, and none beside it', () => {
  const airports = { used: ['DEN'], stored: ['DEM'], named: ['DEO'] };
  const requests = guess([aGap()], known({ airports }, { worldAirports: ['DEL', 'DEP', 'DEO', 'ZRH'] }));
  expect(requests.sort()).toEqual(['airports/DEM', 'airports/DEN', 'airports/DEO']);
  expect(guess([aGap({ resource: 'cities' })], known({ cities: { ...NONE, named: ['DEN', 'FRA'] } }))).toEqual([
    'cities/DEN',
  ]);
});

test('a gap with one neighbour takes the nearest codes, one with none guesses nothing', () => {
  const cities = { ...NONE, named: Array.from({ length: 9 }, (_, n) => `B${n}A`) };
  const gap = aGap({ resource: 'cities', before: null, after: 'B8A' });
  expect(guess([gap], known({ cities }))).toEqual(['cities/B4A', 'cities/B5A', 'cities/B6A', 'cities/B7A']);
  expect(guess([{ ...gap, before: 'B1A', after: null }], known({ cities }))).toHaveLength(4);
  expect(guess([{ ...gap, after: null }], known({ cities }))).toEqual([]);
});

test('airports that flights use come before those that a city names; what was nothing lately is left out', () => {
  const airports = { used: ['MIA', 'DEN'], stored: ['HKG'], named: ['AAA', 'DEN'] };
  const codes = known({ airports }, { unknown: new Set(['airports/MIA']), worldAirports: ['JFK'] });
  const gap = aGap({ before: 'HKF', after: 'HKH' });
  expect(planCodes([], codes).missing.map(requestKey)).toEqual(['airports/DEN', 'airports/HKG', 'airports/AAA']);
  expect(planCodes([gap], codes).missing.map(requestKey)).toEqual(['airports/DEN', 'airports/AAA']);
});

test('a record with the code of a neighbour may be missing for the gap too', () => {
  expect(['DEK', 'DEL', 'DEN', 'DEP', 'DEQ'].filter((code) => isNear(aGap(), code))).toEqual(['DEL', 'DEN', 'DEP']);
});
