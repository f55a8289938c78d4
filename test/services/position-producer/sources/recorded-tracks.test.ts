import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ContractError } from '#contracts/contract-error.ts';
import { parseRecording, readFix } from '../../../../services/position-producer/sources/recorded-tracks.ts';

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
