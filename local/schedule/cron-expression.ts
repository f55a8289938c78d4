import { parseDayRule } from './cron-day.ts';
import { parseCronField } from './cron-field.ts';
import type { ZonedTime } from '#domain/zoned-time.ts';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAY_MS = 86_400_000;
/** 29 February on a given weekday comes every 28 years, every 40 around the turn of a century. */
const MOST_DAYS_AHEAD = 41 * 366;

/**
 * The times of AWS's `cron(minutes hours day-of-month month day-of-week year)` in a time zone. Times that the clocks jump
 * over are left out, those that they show twice come once.
 * @returns the first time after a given one, both epoch ms; null when there is none
 * @throws RangeError for what Scheduler would refuse
 */
export function parseCronExpression(text: string, zone: ZonedTime): (afterMs: number) => number | null {
  const fields = text.trim().split(/\s+/);
  const [minuteText, hourText, dayText, monthText, weekdayText, yearText] = fields;
  if (fields.length !== 6 || minuteText === undefined || hourText === undefined || dayText === undefined) {
    throw new RangeError('cron: six fields are needed: minutes hours day-of-month month day-of-week year');
  }
  const minutes = sorted(parseCronField(minuteText, { name: 'minutes', least: 0, most: 59 }));
  const hours = sorted(parseCronField(hourText, { name: 'hours', least: 0, most: 23 }));
  const isDay = parseDayRule(dayText, weekdayText ?? '');
  const months = parseCronField(monthText ?? '', { name: 'month', least: 1, most: 12, names: MONTHS });
  const years = parseCronField(yearText ?? '', { name: 'year', least: 1970, most: 2199 });
  const lastYear = Math.max(...years);

  return (afterMs) => {
    const { year, month, day } = zone.at(afterMs);
    for (let ahead = 0; ahead <= MOST_DAYS_AHEAD; ahead += 1) {
      const date = new Date(Date.UTC(year, month - 1, day) + ahead * DAY_MS);
      const calendar = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      if (calendar.year > lastYear) return null;
      if (!years.has(calendar.year) || !months.has(calendar.month) || !isDay(calendar)) continue;
      const found = firstTimeOfDay(calendar, hours, minutes, zone, afterMs);
      if (found !== null) return found;
    }
    return null;
  };
}

function firstTimeOfDay(
  day: { year: number; month: number; day: number },
  hours: readonly number[],
  minutes: readonly number[],
  zone: ZonedTime,
  afterMs: number,
): number | null {
  for (const hour of hours) {
    for (const minute of minutes) {
      const epochMs = zone.toEpochMs({ ...day, hour, minute, second: 0 });
      if (epochMs !== null && epochMs > afterMs) return epochMs;
    }
  }
  return null;
}

const sorted = (numbers: ReadonlySet<number>): readonly number[] => [...numbers].sort((a, b) => a - b);
