import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContractError } from '#contracts/contract-error.ts';
import type { Observation } from '#domain/observation.ts';
import { parseStates, readState } from '../../../../services/position-producer/sources/opensky-json.ts';
import { acceptedOf, hostileValue } from '../../../fakes/hostile-values.ts';

const AT_S = 1_661_570_048;
const ROW = [
  ...['7c7a36', 'VOZ1117 ', 'Australia', AT_S - 2, AT_S, 153.0017, -27.4903, 2057.4, false, 136.16, 279.57, 16.91],
  ...[null, 2217.42, '4434', false, 0, 4],
];
const rowWith = (changes: Readonly<Record<number, unknown>>): unknown[] =>
  ROW.map((value, index): unknown => (index in changes ? changes[index] : value));
const read = (changes: Readonly<Record<number, unknown>> = {}): Observation | null => readState(rowWith(changes), 0);

test('a row is read in our units, which are those of OpenSky', () => {
  expect(read()).toEqual({
    ...{ icao24: '7c7a36', observedAtMs: (AT_S - 2) * 1000, lat: -27.4903, lon: 153.0017 },
    ...{ altitudeM: 2057.4, geoAltitudeM: 2217.42, onGround: false },
    ...{ groundSpeedMps: 136.16, trackDeg: 279.57, verticalRateMps: 16.91 },
    ...{ callsign: 'VOZ1117', registration: null, typeCode: null, flightNumber: null, airline: null },
    ...{ origin: null, destination: null, squawk: '4434', category: 'A3', emergency: null },
    ...{ source: 'adsb', wantsPrivacy: false },
  });
});

test('its time is put on our clock', () => {
  expect(readState(ROW, 7000)?.observedAtMs).toBe((AT_S - 9) * 1000);
});

test('a row without a category, and one with more than is known today, are read', () => {
  expect(readState(ROW.slice(0, 17), 0)).toMatchObject({ icao24: '7c7a36', category: null });
  expect(readState([...ROW, 'new', { later: true }], 0)).toMatchObject({ icao24: '7c7a36', category: 'A3' });
});

test('a row of nulls has no position and no time, but is a row', () => {
  const nulls = [
    'abc123',
    null,
    'X',
    null,
    10,
    null,
    null,
    null,
    false,
    null,
    null,
    null,
    null,
    null,
    null,
    false,
    0,
    0,
  ];
  expect(readState(nulls, 0)).toMatchObject({
    ...{ icao24: 'abc123', observedAtMs: null, lat: null, lon: null, altitudeM: null, groundSpeedMps: null },
    ...{ trackDeg: null, callsign: null, squawk: null, category: null },
  });
});

test.each([null, {}, 'x', [], ROW.slice(0, 16), rowWith({ 0: null }), rowWith({ 0: 5 })])('%j is no row', (row) => {
  expect(readState(row, 0)).toBeNull();
});

test.each([
  [0, 'adsb'],
  [1, 'other'],
  [2, 'mlat'],
  [3, 'flarm'],
  [4, 'other'],
  [null, 'other'],
])('position source %j is %s', (source, expected) => {
  expect(read({ 16: source })).toMatchObject({ source: expected });
});

test.each([
  [0, null],
  [1, null],
  [2, 'A1'],
  [6, 'A5'],
  [8, 'A7'],
  [12, 'B4'],
  [13, null],
  [14, 'B6'],
  [17, 'C2'],
  [20, 'C5'],
  [21, null],
  [-1, null],
  ['2', null],
])('category %j is %j', (category, expected) => {
  expect(read({ 17: category })).toMatchObject({ category: expected });
});

test('values that can not be are left out', () => {
  expect(read({ 1: '<b>', 7: 1e6, 8: 'yes', 9: -1, 10: 361, 11: 2000, 13: 'high', 14: '9999' })).toMatchObject({
    ...{ callsign: null, altitudeM: null, onGround: false, groundSpeedMps: null, trackDeg: null },
    ...{ verticalRateMps: null, geoAltitudeM: null, squawk: null, lat: -27.4903 },
  });
});

test('an answer is parsed; where nothing flies its list is null', () => {
  expect(parseStates('{"time":10,"states":null}')).toEqual({ atMs: 10_000, rows: [] });
  expect(parseStates('{"time":10,"states":[[1]]}')).toEqual({ atMs: 10_000, rows: [[1]] });
});

test.each([
  ['', 'an empty answer'],
  ['<html>', 'a web page instead of JSON'],
  ['{"time":10,"states":[["a"', 'JSON that is cut off or damaged'],
  ['[]', 'must be a JSON object'],
  ['{"states":[]}', "no time in it: 'time' must be a number of seconds"],
  ['{"time":1661570048000,"states":[]}', "no time in it: 'time' must be a number of seconds"],
  ['{"time":10,"states":{}}', "no list 'states' in it"],
])('%j is refused: %s', (text, message) => {
  expect(() => parseStates(text)).toThrow(ContractError);
  expect(() => parseStates(text)).toThrow(message);
});

describe('whatever OpenSky sends', () => {
  const degrees = (limit: number) => fc.integer({ min: -limit * 1e4, max: limit * 1e4 }).map((value) => value / 1e4);
  const hostileRow = fc.array(hostileValue, { minLength: 14, maxLength: 20 });
  const row = fc.oneof(
    hostileValue,
    hostileRow,
    fc
      .tuple(fc.array(hostileValue, { minLength: 17, maxLength: 19 }), degrees(180), degrees(90), fc.nat(50))
      .map(([values, lon, lat, ageS]) =>
        values.map((value, index): unknown => ({ 0: '7c7a36', 3: AT_S - ageS, 5: lon, 6: lat })[index] ?? value),
      ),
  );

  test('a row is read or refused, and nothing that is accepted of it is out of range', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const { rows: sent } = parseStates(JSON.stringify({ time: AT_S, states: rows }));
        const observations = sent.flatMap((one): Observation[] | Observation => readState(one, 0) ?? []);
        accepted += acceptedOf(observations, AT_S * 1000).length;
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  test('an answer is parsed or refused by its contract', () => {
    const answer = fc.record({ time: hostileValue, states: hostileValue }, { requiredKeys: [] });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          answer.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          try {
            expect(parseStates(text).atMs).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(ContractError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
