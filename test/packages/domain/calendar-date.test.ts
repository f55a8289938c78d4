import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, isCalendarDate } from '#domain/calendar-date.ts';

test.each([
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-10-25', 1, '2026-10-26'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2026-11-30', 14, '2026-12-14'],
])('%s and %i days is %s', (date, days, expected) => {
  expect(addDays(date, days)).toBe(expected);
});

test.each(['2026-12-01', '2028-02-29'])('%s is a day of the calendar', (text) => {
  expect(isCalendarDate(text)).toBe(true);
});

test.each(['2026-02-29', '2026-13-01', '2026-12-1', '2026-12-01T00:00', '', '01/12/2026'])('%j is none', (text) => {
  expect(isCalendarDate(text)).toBe(false);
});

describe('daysBetween()', () => {
  test.each([
    ['2026-12-01T10:55', '2026-12-01T23:59', 0],
    ['2026-12-01T23:59', '2026-12-02T00:01', 1],
    ['2026-03-28', '2026-03-30', 2],
    ['2026-12-02T00:30', '2026-12-01T13:00', -1],
    ['2024-02-28', '2024-03-01', 2],
    ['2026-12-31', '2027-01-01T10:00', 1],
  ])('from %s to %s is %i', (from, to, expected) => {
    expect(daysBetween(from, to)).toBe(expected);
  });
});
