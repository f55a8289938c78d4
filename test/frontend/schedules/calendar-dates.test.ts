import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isCalendarDate } from '#domain/calendar-date.ts';
import {
  addMonths,
  dayInMonth,
  nearestDate,
  weekdayOf,
  weeksOf,
} from '../../../frontend/src/schedules/calendar-dates.ts';

describe('days of the calendar', () => {
  it('knows which days there are', () => {
    expect(isCalendarDate('2028-02-29')).toBe(true);
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '2026-00-10', '', '22/06/2024']) {
      expect(isCalendarDate(text), text).toBe(false);
    }
  });

  it('counts over months, leap days and changes of the clocks', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  });

  it('moves by months and keeps the day, or the last one', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(dayInMonth('2026-01-31', '2026-02')).toBe('2026-02-28');
    expect(dayInMonth('2026-02-14', '2026-03')).toBe('2026-03-14');
  });

  it('begins weeks on Monday', () => {
    expect(weekdayOf('2026-11-23')).toBe(0);
    expect(weekdayOf('2026-11-22')).toBe(6);
    const weeks = weeksOf('2026-11');
    expect(weeks).toHaveLength(6);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(weeks.at(-1)).toEqual(['2026-11-30', null, null, null, null, null, null]);
    expect(weeks.flat().filter((date) => date !== null)).toHaveLength(30);
  });

  it('finds the nearest day, the later one of two', () => {
    expect(nearestDate(['2026-12-01', '2026-12-05', '2026-12-09'], '2026-12-06')).toBe('2026-12-05');
    expect(nearestDate(['2026-12-01', '2026-12-05'], '2026-12-03')).toBe('2026-12-05');
    expect(nearestDate([], '2026-12-03')).toBeNull();
  });
});
