import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSbsAircraft } from '../../../../services/position-producer/sources/sbs-aircraft.ts';
import { readSbsLine } from '../../../../services/position-producer/sources/sbs-line.ts';
import { acceptedOf } from '../../../fakes/hostile-values.ts';
import { sbsLine } from '../../../fakes/sbs-server.ts';

const read = (line: string) => readSbsLine(line.trimEnd());
const valuesOf = (kind: number, fields: Readonly<Record<number, string | number>>) => {
  const message = read(sbsLine(kind, { 5: '4AC8B3', ...fields }));
  if (message === null || message === 'other') throw new Error(String(message));
  return message.values;
};

test('a position is read with what stands beside it', () => {
  expect(
    read('MSG,3,1,1,4AC8B3,1,2019/12/10,19:10:46.320,2019/12/10,19:10:47.789,,36017,,,51.1001,10.1915,,,,,,\r\n'),
  ).toEqual({
    icao24: '4ac8b3',
    date: '2019/12/10',
    time: '19:10:46.320',
    position: { lat: 51.1001, lon: 10.1915 },
    values: { altitudeFt: 36_017 },
  });
});

test('spaces after the commas, which RadarBox writes, are nothing', () => {
  const line =
    'MSG, 1, 1, 1, 4AC8B3, 1, 2019/12/10, 19:10:46.320, 2019/12/10, 19:10:47.789, DLH4TR  , , , , , , , , , , , ';
  expect(read(line)).toMatchObject({ icao24: '4ac8b3', values: { callsign: 'DLH4TR' } });
});

test.each<[string, number, Readonly<Record<number, string>>, object]>([
  ['a call sign', 1, { 11: 'DLH4TR  ' }, { callsign: 'DLH4TR' }],
  ['a call sign with other characters', 1, { 11: 'DLH<4>' }, {}],
  ['a geometric altitude', 3, { 12: '36017H' }, { geoAltitudeFt: 36_017 }],
  ['a geometric rate', 4, { 17: '-640H' }, { verticalRateFpm: -640 }],
  ['speed and track', 4, { 13: '450.5', 14: '181' }, { groundSpeedKt: 450.5, trackDeg: 181 }],
  ['a squawk that lost its zeros', 6, { 18: '21' }, { squawk: '0021' }],
  ['a squawk that is none', 6, { 18: '7800' }, {}],
  ['a position on the surface', 2, { 15: '50', 16: '8' }, { onGround: true }],
  ['the ground by its flag', 3, { 22: '-1' }, { onGround: true }],
  ['the air by its flag', 3, { 22: '0' }, { onGround: false }],
  ['an emergency', 6, { 20: '-1' }, { isEmergency: true }],
  ['no emergency', 6, { 20: '0' }, { isEmergency: false }],
  ['the error of an MLAT server where the emergency should be', 3, { 19: '12', 20: '0.3' }, {}],
  ['values that can not be', 3, { 12: '999999', 13: '-1', 14: '361', 17: '1e9', 22: 'x' }, {}],
  ['values that are no numbers', 3, { 12: 'NaN', 13: 'Infinity', 14: '0x10', 17: '' }, {}],
])('%s', (_, kind, fields, expected) => {
  expect(valuesOf(kind, fields)).toEqual(expected);
});

test.each([
  ['0', '8'],
  ['50', '0.0'],
  ['91', '8'],
  ['50', '181'],
  ['50', ''],
  ['a', 'b'],
])('latitude %s with longitude %s is no position', (lat, lon) => {
  expect(read(sbsLine(3, { 5: '4AC8B3', 15: lat, 16: lon }))).toMatchObject({ position: null });
});

test.each(['', 'x', 'SEL,,496,2286,4CA4E5,27215,2010/02/19,18:06:07.710', 'STA,,5,179,400AE7', 'CLK,,,,,', 'AIR,,333'])(
  '%j says nothing of an aircraft',
  (line) => {
    expect(read(line)).toBe('other');
  },
);

test.each([
  'MSG',
  'MSG,3,1,1,4AC8B3',
  '<!doctype html><html><head>',
  'HTTP/1.1 400 Bad Request',
  sbsLine(3, { 5: '4AC8B' }),
  sbsLine(3, { 5: '4AC8B3F' }),
  sbsLine(3, { 5: 'XYZXYZ' }),
  sbsLine(9, { 5: '4AC8B3' }),
  `MSG,3,1,1,4AC8B3${','.repeat(17)}${'x'.repeat(200)}`,
])('%j is no line of the format', (line) => {
  expect(read(line)).toBeNull();
});

/** Evenly spread, other than doubles, most of which are next to 0. */
const degrees = (limit: number) => fc.integer({ min: -limit * 1e4, max: limit * 1e4 }).map((value) => value / 1e4);

describe('whatever a receiver sends', () => {
  const field = fc.oneof(
    fc.constantFrom('', '0', '-1', '90', '-90', '180', '361', '1e5', '-0', '+5', '7700', '36017H', 'H', '-640H', 'NaN'),
    fc.double({ min: -500, max: 50_000, noNaN: true }).map((value) => value.toFixed(2)),
    fc.string({ maxLength: 6 }),
  );
  const line = fc.oneof(
    fc.string({ maxLength: 250 }),
    fc.array(field, { minLength: 18, maxLength: 24 }).map((fields) => `MSG,3,1,1,${fields.join(',')}`),
    fc
      .record({
        hex: fc.constantFrom('4AC8B3', '4AC8B4', '~2A1C05'),
        rest: fc.array(field, { minLength: 16, maxLength: 16 }),
      })
      .map(({ hex, rest }) => `MSG,3,1,1,${hex},1,${rest.join(',')}`),
    fc
      .tuple(fc.array(field, { minLength: 16, maxLength: 16 }), degrees(90), degrees(180))
      .map(
        ([rest, lat, lon]) => `MSG,3,1,1,4AC8B3,1,${rest.with(8, lat.toFixed(4)).with(9, lon.toFixed(4)).join(',')}`,
      ),
  );

  test('lines are read or refused, and nothing that is accepted of them is out of range', () => {
    const NOW = 1_700_000_000_000;
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const aircraft = createSbsAircraft();
        for (const text of lines) {
          const message = readSbsLine(text);
          if (message !== null && message !== 'other') aircraft.hear({ message, heardAtMs: NOW, statedAtMs: null });
        }
        accepted += acceptedOf(aircraft.takeNew(NOW, 0), NOW).length;
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});
