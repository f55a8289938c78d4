import { describe, expect, test } from 'vitest';
import { createZonedTime } from '#domain/zoned-time.ts';

const utc = (text: string): number => Date.parse(`${text}Z`);
const wall = (year: number, month: number, day: number, hour: number, minute = 0) => ({
  year,
  month,
  day,
  hour,
  minute,
  second: 0,
});

describe('createZonedTime()', () => {
  test('reads the clocks of winter and of summer', () => {
    const paris = createZonedTime('Europe/Paris');
    expect(paris.at(utc('2026-01-15T12:00:07'))).toEqual({ ...wall(2026, 1, 15, 13), second: 7 });
    expect(paris.at(utc('2026-07-15T23:00:00'))).toEqual(wall(2026, 7, 16, 1));
  });

  test('reads midnight as hour 0', () => {
    expect(createZonedTime('Europe/Paris').at(utc('2026-01-14T23:00'))).toEqual(wall(2026, 1, 15, 0));
  });

  test('gives the first of two times where the clocks are set back, and both on request', () => {
    const newYork = createZonedTime('America/New_York');
    const twice = [utc('2026-11-01T05:30'), utc('2026-11-01T06:30')];
    expect(newYork.toEpochMs(wall(2026, 11, 1, 1, 30))).toBe(twice[0]);
    expect(newYork.allEpochMs(wall(2026, 11, 1, 1, 30))).toEqual(twice);
  });

  test('gives no time where the clocks jump over it', () => {
    const newYork = createZonedTime('America/New_York');
    expect(newYork.toEpochMs(wall(2026, 3, 8, 2, 30))).toBeNull();
    expect(newYork.allEpochMs(wall(2026, 3, 8, 2, 30))).toEqual([]);
    expect(newYork.toEpochMs(wall(2026, 3, 8, 3, 0))).toBe(utc('2026-03-08T07:00'));
  });

  test('knows the day that Samoa left out', () => {
    const apia = createZonedTime('Pacific/Apia');
    expect(apia.toEpochMs(wall(2011, 12, 29, 23, 59))).toBe(utc('2011-12-30T09:59'));
    expect(apia.toEpochMs(wall(2011, 12, 30, 12))).toBeNull();
    expect(apia.toEpochMs(wall(2011, 12, 31, 0))).toBe(utc('2011-12-30T10:00'));
  });

  test('tells how far the clocks are from UTC', () => {
    expect(createZonedTime('Asia/Kathmandu').offsetMs(utc('2026-06-01T00:00'))).toBe(345 * 60_000);
    expect(createZonedTime('Pacific/Kiritimati').offsetMs(utc('2026-06-01T00:00'))).toBe(14 * 3_600_000);
    expect(createZonedTime('America/New_York').offsetMs(utc('2026-06-01T00:00') + 999)).toBe(-4 * 3_600_000);
  });

  test('refuses a zone that there is not', () => {
    expect(() => createZonedTime('Europe/Atlantis')).toThrow(RangeError);
  });
});
