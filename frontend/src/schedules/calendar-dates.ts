import { addDays, daysBetween } from '#domain/calendar-date.ts';

/** Days of the calendar as text, `2026-12-01`, and months as `2026-12`: they sort and compare as they are. */

function utcMs(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function dateAt(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

/** The day of an instant in UTC. */
export const utcDate = dateAt;

export function monthOf(date: string): string {
  return date.slice(0, 7);
}

export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return dateAt(Date.UTC(year, number - 1 + months, 1)).slice(0, 7);
}

/** The same day of another month, or its last where it is shorter. */
export function dayInMonth(date: string, month: string): string {
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const wanted = `${month}-${date.slice(8)}`;
  return wanted > last ? last : wanted;
}

/** 0 is Monday. */
export function weekdayOf(date: string): number {
  return (new Date(utcMs(date)).getUTCDay() + 6) % 7;
}

/** The weeks of a month from Monday on; days of other months are null. */
export function weeksOf(month: string): readonly (readonly (string | null)[])[] {
  const weeks: (string | null)[][] = [];
  for (let date = `${month}-01`; monthOf(date) === month; date = addDays(date, 1)) {
    const weekday = weekdayOf(date);
    if (weekday === 0 || weeks.length === 0) weeks.push(Array.from({ length: 7 }, () => null));
    const week = weeks.at(-1);
    if (week !== undefined) week[weekday] = date;
  }
  return weeks;
}

/** The day of the list that is closest, the later one of two; null of an empty list. */
export function nearestDate(dates: readonly string[], wanted: string): string | null {
  let nearest: string | null = null;
  for (const date of dates) {
    const isCloser = nearest === null || Math.abs(daysBetween(wanted, date)) <= Math.abs(daysBetween(wanted, nearest));
    if (isCloser) nearest = date;
  }
  return nearest;
}
