import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContractError } from '#contracts/contract-error.ts';
import {
  parseAircraftJson,
  readAircraft,
  readRows,
} from '../../../../services/position-producer/sources/readsb-json.ts';
import { acceptedOf, hostileValue } from '../../../fakes/hostile-values.ts';

const NOW = 1_700_000_000_000;
const read = (row: unknown) => readAircraft(row, NOW);

test('a row is read in our units, its time being that of the picture less its age', () => {
  expect(
    read({
      hex: '3C664E',
      type: 'adsb_icao',
      flight: 'DLH4TR  ',
      r: 'D-AIRX',
      t: 'A321',
      alt_baro: 38_000,
      alt_geom: 37_500,
      gs: 450,
      track: 181.4,
      baro_rate: -960,
      squawk: '0513',
      emergency: 'none',
      category: 'A3',
      lat: 48.35381,
      lon: 11.78609,
      seen_pos: 1.25,
      seen: 0.3,
      dbFlags: 1,
    }),
  ).toEqual({
    icao24: '3c664e',
    observedAtMs: NOW - 1250,
    lat: 48.35381,
    lon: 11.78609,
    altitudeM: 11_582.4,
    geoAltitudeM: 11_430,
    onGround: false,
    groundSpeedMps: 231.5,
    trackDeg: 181.4,
    verticalRateMps: -4.88,
    callsign: 'DLH4TR',
    registration: 'D-AIRX',
    typeCode: 'A321',
    flightNumber: null,
    airline: null,
    origin: null,
    destination: null,
    squawk: '0513',
    category: 'A3',
    emergency: null,
    source: 'adsb',
    wantsPrivacy: false,
  });
});

test('"ground" is on the ground, without an altitude, with the heading where there is no track', () => {
  expect(read({ hex: 'a', alt_baro: 'ground', true_heading: 95.6 })).toMatchObject({
    onGround: true,
    altitudeM: null,
    trackDeg: 95.6,
  });
  expect(read({ hex: 'a', altitude: 'ground' })).toMatchObject({ onGround: true, altitudeM: null });
  expect(read({ hex: 'a', alt_baro: 3000, true_heading: 95.6 })).toMatchObject({ onGround: false, trackDeg: null });
});

test("dump1090's older names are read too, the newer ones first", () => {
  expect(read({ hex: 'a', altitude: 1000, speed: 100, vert_rate: 600 })).toMatchObject({
    altitudeM: 304.8,
    groundSpeedMps: 51.44,
    verticalRateMps: 3.05,
  });
  expect(read({ hex: 'a', alt_baro: 2000, altitude: 1000 })).toMatchObject({ altitudeM: 609.6 });
  expect(read({ hex: 'a', geom_rate: 600 })).toMatchObject({ verticalRateMps: 3.05 });
});

test.each([
  [0, false],
  [1, false],
  [2, false],
  [4, true],
  [8, true],
  [13, true],
])('dbFlags %i wants privacy: %s', (dbFlags, wantsPrivacy) => {
  expect(read({ hex: 'a', dbFlags })).toMatchObject({ wantsPrivacy });
});

test.each([
  ['adsb_icao', 'adsb'],
  ['adsb_icao_nt', 'adsb'],
  ['adsr_icao', 'adsb'],
  ['adsb_other', 'adsb'],
  ['mlat', 'mlat'],
  ['adsc', 'adsc'],
  ['tisb_icao', 'tisb'],
  ['tisb_trackfile', 'tisb'],
  ['mode_s', 'other'],
  ['unknown', 'other'],
  ['other', 'other'],
])('type %s is measured by %s', (type, source) => {
  expect(read({ hex: 'a', type, mlat: ['lat'] })).toMatchObject({ source });
});

test.each([
  [{ mlat: ['lat', 'lon'], tisb: [] }, 'mlat'],
  [{ mlat: ['alt_baro'], tisb: ['lat'] }, 'tisb'],
  [{ mlat: [], tisb: [] }, 'adsb'],
  [{}, 'adsb'],
])('without a type, %j is measured by %s', (row, source) => {
  expect(read({ hex: 'a', ...row })).toMatchObject({ source });
});

test('the last position of a lost aircraft is not a position', () => {
  expect(read({ hex: 'a', lastPosition: { lat: 1, lon: 2, seen_pos: 90 } })).toMatchObject({
    lat: null,
    lon: null,
    observedAtMs: null,
  });
});

test('values that can not be are left out, and cost the row nothing', () => {
  expect(
    read({
      hex: 'a',
      lat: 1,
      lon: 2,
      seen_pos: 1,
      alt_baro: 999_999,
      alt_geom: '100',
      gs: -1,
      track: 361,
      baro_rate: 1e9,
      squawk: '9999',
      category: 'Z9',
      emergency: '<script>',
      flight: '<b>x</b>',
      r: 'D AIRX; DROP',
      t: 'TOOLONG',
      dbFlags: 'x',
    }),
  ).toMatchObject({
    lat: 1,
    lon: 2,
    altitudeM: null,
    geoAltitudeM: null,
    groundSpeedMps: null,
    trackDeg: null,
    verticalRateMps: null,
    squawk: null,
    category: null,
    emergency: null,
    callsign: null,
    registration: null,
    typeCode: null,
    wantsPrivacy: false,
  });
});

test.each(['general', 'lifeguard', 'minfuel', 'nordo', 'unlawful', 'downed'])('emergency %s is kept', (emergency) => {
  expect(read({ hex: 'a', emergency })).toMatchObject({ emergency });
});

test('a call sign of padding is none', () => {
  expect(read({ hex: 'a', flight: '        ' })).toMatchObject({ callsign: null });
  expect(read({ hex: 'a', flight: '@@@@@@@@' })).toMatchObject({ callsign: null });
});

test.each([null, 'text', 5, []])('%j is no record', (row) => {
  expect(read(row)).toBeNull();
});

test('a picture has its time in seconds, or in milliseconds where they are too many to be seconds', () => {
  expect(parseAircraftJson('{"now":1700000000.5,"aircraft":[]}').nowMs).toBe(1_700_000_000_500);
  expect(parseAircraftJson('{"now":1700000000500,"ac":[{}]}')).toEqual({ nowMs: 1_700_000_000_500, rows: [{}] });
});

test.each([
  ['', 'an empty answer'],
  [' <!doctype html><html>', 'a web page instead of JSON'],
  ['{"now":1700000000.5,"aircraft":[{"hex":"3c6', 'JSON that is cut off or damaged'],
  ['[1,2]', 'must be a JSON object'],
  ['{"aircraft":[]}', "no time in it: 'now' must be a number"],
  ['{"now":"1700000000","aircraft":[]}', "no time in it: 'now' must be a number"],
  ['{"now":1700000000}', "no list 'aircraft' in it"],
])('%j is refused: %s', (text, message) => {
  expect(() => parseAircraftJson(text)).toThrow(ContractError);
  expect(() => parseAircraftJson(text)).toThrow(message);
});

test('more rows than the sky has aircraft are refused', () => {
  const text = `{"now":1700000000,"aircraft":[${'0,'.repeat(100_000)}0]}`;
  expect(() => parseAircraftJson(text)).toThrow('more than 100000 aircraft');
});

/** Evenly spread, other than doubles, most of which are next to 0. */
const degrees = (limit: number) => fc.integer({ min: -limit * 1e4, max: limit * 1e4 }).map((value) => value / 1e4);

describe('whatever a feed sends', () => {
  const FIELDS = [
    ...['hex', 'type', 'flight', 'r', 't', 'alt_baro', 'altitude', 'alt_geom', 'gs', 'speed', 'track', 'true_heading'],
    ...['baro_rate', 'geom_rate', 'vert_rate', 'squawk', 'emergency', 'category', 'lat', 'lon', 'seen_pos', 'seen'],
    ...['dbFlags', 'mlat', 'tisb', 'lastPosition'],
  ];
  const values = Object.fromEntries(FIELDS.map((field) => [field, hostileValue]));
  const plausible = fc.record({
    hex: fc.constantFrom('3c664e', '4B1805', '~2a1c05', ' a00001 '),
    lat: degrees(90),
    lon: degrees(180),
    seen_pos: fc.double({ min: 0, max: 60, noNaN: true }),
  });
  const row = fc.oneof(
    hostileValue,
    fc.record(values, { requiredKeys: [] }),
    fc
      .tuple(fc.record(values, { requiredKeys: [] }), plausible)
      .map(([hostile, { hex, lat, lon, seen_pos }]) => ({ ...hostile, hex, lat, lon, seen_pos })),
  );

  test('a row is read or refused, and nothing that is accepted of it is out of range', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const picture = parseAircraftJson(JSON.stringify({ now: NOW / 1000, aircraft: rows }));
        const { observations, unreadable } = readRows(picture.rows, NOW);
        expect(observations.length + unreadable).toBe(rows.length);
        accepted += acceptedOf(observations, NOW).length;
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  test('a picture is parsed or refused by its contract', () => {
    const picture = fc.record({ now: hostileValue, aircraft: hostileValue, ac: hostileValue }, { requiredKeys: [] });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          picture.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          try {
            expect(parseAircraftJson(text).nowMs).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(ContractError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
