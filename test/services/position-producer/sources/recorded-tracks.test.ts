import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContractError } from '#contracts/contract-error.ts';
import { parseRecording, readFix } from '../../../../services/position-producer/sources/recorded-tracks.ts';

import { acceptedOf, hostileValue } from '../../../fakes/hostile-values.ts';

const rows = readFileSync(new URL('../../../fixtures/feeds/tracks-rows.json', import.meta.url), 'utf8');
const T0 = 1_573_494_951_000;

test('rows are put in the order of their time; those without one are unreadable', () => {
  const recording = parseRecording(rows);
  expect(recording).toMatchObject({ beginsAtMs: T0, durationMs: 10_000, gapMs: 10_000, unreadable: 2 });
  expect(recording.fixes.map((f) => f.dueMs)).toEqual([0, 5000, 10_000]);
});

test('columns by row number, and columns as arrays, are read like rows', () => {
  const byNumber = { timestamp: { '0': T0, '7': T0 + 1000 }, icao24: { '0': 'aaaaaa', '7': 'bbbbbb' }, note: 'x' };
  expect(parseRecording(JSON.stringify(byNumber)).fixes).toEqual([
    { dueMs: 0, row: { timestamp: T0, icao24: 'aaaaaa' } },
    { dueMs: 1000, row: { timestamp: T0 + 1000, icao24: 'bbbbbb' } },
  ]);
  const arrays = { timestamp: [T0, T0 + 1000], icao24: ['aaaaaa', 'bbbbbb'] };
  expect(parseRecording(JSON.stringify(arrays)).fixes).toEqual(parseRecording(JSON.stringify(byNumber)).fixes);
});

test('times may be epoch seconds or ISO 8601', () => {
  const recording = parseRecording(
    JSON.stringify([{ timestamp: T0 / 1000 }, { timestamp: new Date(T0 + 2500).toISOString() }]),
  );
  expect(recording).toMatchObject({ beginsAtMs: T0, durationMs: 2500, unreadable: 0 });
});

test('a fix is read in our units, at the time when its position was last heard', () => {
  const { fixes, beginsAtMs } = parseRecording(rows);
  const shift = (ms: number): number => 1_800_000_000_000 + ms;
  expect(readFix(fixes[0]!, beginsAtMs, shift)).toMatchObject({
    icao24: '3c664e',
    observedAtMs: 1_800_000_000_000 - 316,
    lat: 48.1673677089,
    lon: 8.5151270816,
    altitudeM: expect.closeTo(4312.92, 2) as number,
    geoAltitudeM: expect.closeTo(4221.48, 2) as number,
    groundSpeedMps: expect.closeTo(128.61, 2) as number,
    trackDeg: 180.6875163546,
    verticalRateMps: expect.closeTo(-4.8768, 4) as number,
    callsign: 'DLH4TR',
    onGround: false,
    source: 'adsb',
  });
  expect(readFix(fixes[1]!, beginsAtMs, shift)).toMatchObject({
    icao24: '440549',
    observedAtMs: 1_800_000_005_000,
    altitudeM: null,
    verticalRateMps: null,
    onGround: true,
    callsign: null,
  });
});

test('a last position from another time is not believed', () => {
  const recording = parseRecording(JSON.stringify([{ timestamp: T0, last_position: T0 - 60_001, icao24: 'a' }]));
  expect(readFix(recording.fixes[0]!, recording.beginsAtMs, (ms) => ms).observedAtMs).toBe(0);
});

test.each([
  ['[{"timestamp":15', 'JSON that is cut off or damaged'],
  ['5', 'neither rows nor columns in it'],
  ['[]', 'no row with a timestamp in it'],
  ['{"icao24":["a"]}', 'no row with a timestamp in it'],
])('%j is refused: %s', (text, message) => {
  expect(() => parseRecording(text)).toThrow(ContractError);
  expect(() => parseRecording(text)).toThrow(message);
});

describe('whatever a recording holds', () => {
  const FIELDS = [
    ...['icao24', 'latitude', 'longitude', 'altitude', 'geoaltitude', 'groundspeed', 'track', 'vertical_rate'],
    ...['onground', 'callsign', 'registration', 'typecode', 'origin', 'destination', 'squawk', 'last_position'],
  ];
  const degrees = (limit: number) => fc.integer({ min: -limit * 1e4, max: limit * 1e4 }).map((value) => value / 1e4);
  const hostile = fc.record(Object.fromEntries(FIELDS.map((field) => [field, hostileValue])), { requiredKeys: [] });
  const plausible = fc.record({
    icao24: fc.constantFrom('3c664e', '4B1805', ' a00001 '),
    latitude: degrees(90),
    longitude: degrees(180),
    timestamp: fc.nat(60_000).map((ms) => T0 + ms),
  });
  const row = fc.oneof(
    hostileValue,
    hostile,
    fc.tuple(hostile, plausible).map(([odd, fair]) => ({ ...odd, ...fair })),
  );

  test('rows are read or refused, and nothing that is accepted of them is out of range', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (list) => {
        const text = JSON.stringify([...list, { timestamp: T0 }]);
        const { fixes, beginsAtMs, durationMs, unreadable } = parseRecording(text);
        expect(fixes.length + unreadable).toBe(list.length + 1);
        const observations = fixes.map((fix) => readFix(fix, beginsAtMs, (ms) => T0 + ms));
        accepted += acceptedOf(observations, T0 + durationMs).length;
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  test('a text is a recording or refused by contract', () => {
    const columns = fc.dictionary(fc.constantFrom('timestamp', 'icao24', 'latitude'), hostileValue);
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      columns.map((odd) => JSON.stringify(odd)),
    );
    fc.assert(
      fc.property(text, (odd) => {
        try {
          parseRecording(odd);
        } catch (error) {
          expect(error).toBeInstanceOf(ContractError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
