import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSbsTime } from '../../../../services/position-producer/sources/sbs-time.ts';

const NOON = Date.UTC(2026, 10, 24, 12);

test.each([
  ['UTC', '2026/11/24', '11:59:58.250', '2026-11-24T11:59:58.250Z'],
  ['UTC', '2026/11/24', '11:59:58', '2026-11-24T11:59:58.000Z'],
  ['UTC', '2026/11/24', '11:59:58.5', '2026-11-24T11:59:58.500Z'],
  ['Europe/Paris', '2026/11/24', '12:59:58.250', '2026-11-24T11:59:58.250Z'],
  ['Europe/Paris', '2026/07/24', '12:59:58.250', '2026-07-24T10:59:58.250Z'],
  ['Asia/Kathmandu', '2026/11/24', '17:44:58.250', '2026-11-24T11:59:58.250Z'],
])('in %s %s %s is %s', (zone, date, time, expected) => {
  expect(new Date(createSbsTime(zone)(date, time, NOON)!).toISOString()).toBe(expected);
});

test('of the two times of a night when the clocks are set back, the one nearer to now is meant', () => {
  const timeOf = createSbsTime('Europe/Paris');
  const first = Date.UTC(2026, 9, 25, 0, 30);
  const second = Date.UTC(2026, 9, 25, 1, 30);
  expect(timeOf('2026/10/25', '02:30:00.000', first + 1000)).toBe(first);
  expect(timeOf('2026/10/25', '02:30:00.000', second + 1000)).toBe(second);
});

test('a time that the clocks jump over is none', () => {
  expect(createSbsTime('Europe/Paris')('2026/03/29', '02:30:00.000', NOON)).toBeNull();
});

test.each([
  ['', ''],
  ['2026-11-24', '11:59:58.250'],
  ['2026/13/24', '11:59:58.250'],
  ['2026/02/30', '11:59:58.250'],
  ['2026/00/24', '11:59:58.250'],
  ['0000/00/00', '00:00:00.000'],
  ['2026/11/24', '24:00:00.000'],
  ['2026/11/24', '11:60:00.000'],
  ['2026/11/24', '11:59'],
])('%j %j is no time', (date, time) => {
  expect(createSbsTime('UTC')(date, time, NOON)).toBeNull();
});

test('no text makes it fail, whatever the zone', () => {
  const zones = ['UTC', 'Europe/Paris', 'America/St_Johns'].map(createSbsTime);
  const digits = fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '5', '9', '/', ':', '.'), maxLength: 12 });
  const date = fc.oneof(
    digits,
    fc.tuple(fc.nat(9999), fc.nat(99), fc.nat(99)).map(([y, m, d]) => [four(y), two(m), two(d)].join('/')),
  );
  const time = fc.oneof(
    digits,
    fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => parts.map(two).join(':')),
  );
  fc.assert(
    fc.property(date, time, (day, hour) => {
      for (const timeOf of zones) {
        const atMs = timeOf(day, hour, NOON);
        expect(atMs === null || Number.isFinite(atMs)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

const two = (value: number): string => String(value).padStart(2, '0');
const four = (value: number): string => String(value).padStart(4, '0');
