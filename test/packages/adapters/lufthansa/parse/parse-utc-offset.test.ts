import { expect, test } from 'vitest';
import { parseUtcOffset } from '#adapters/lufthansa/parse/parse-utc-offset.ts';

test.each([
  ['+01:00', '+01:00'],
  ['-03:30', '-03:30'],
  ['+05:45', '+05:45'],
  ['+14:00', '+14:00'],
  ['-00:00', '+00:00'],
  ['+0100', '+01:00'],
  ['01:00', '+01:00'],
  [1, '+01:00'],
  [5.75, '+05:45'],
  [-3.5, '-03:30'],
  ['-6', '-06:00'],
  [0, '+00:00'],
])('parseUtcOffset() reads %j as %s', (value, expected) => {
  expect(parseUtcOffset(value)).toBe(expected);
});

test.each([undefined, null, '', {}, '+25:00', '+14:01', '-12:01', '+01:60', 'CET', 15])(
  'parseUtcOffset() finds none in %j',
  (value) => {
    expect(parseUtcOffset(value)).toBeNull();
  },
);
