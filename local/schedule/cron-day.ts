import { parseCronField } from './cron-field.ts';

/** A day of the calendar; `month` is 1 to 12. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Whether a cron expression names this day, by its two fields for days. */
export type DayRule = (day: CalendarDay) => boolean;

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAY_OF_MONTH = { name: 'day of month', least: 1, most: 31 };
const DAY_OF_WEEK = { name: 'day of week', least: 1, most: 7, names: WEEKDAYS };

/** 1 is Sunday, as in AWS's expressions. */
const weekdayOf = ({ year, month, day }: CalendarDay): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
const lastDayOf = ({ year, month }: CalendarDay): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * One of the two fields must be `?`. Days of the month may be `L` (the last) and `15W` (the working day nearest to the
 * 15th), days of the week `6L` (the last Friday) and `2#1` (the first Monday).
 * @throws RangeError naming the field
 */
export function parseDayRule(dayOfMonth: string, dayOfWeek: string): DayRule {
  if (dayOfMonth === '?' && dayOfWeek === '?') throw new RangeError('cron: only one of the fields for days may be ?');
  if (dayOfMonth === '?') return dayOfWeekRule(dayOfWeek.toUpperCase());
  if (dayOfWeek === '?') return dayOfMonthRule(dayOfMonth.toUpperCase());
  throw new RangeError('cron: one of day of month and day of week must be ?');
}

function dayOfMonthRule(text: string): DayRule {
  if (text === 'L') return (day) => day.day === lastDayOf(day);
  const nearest = /^(\d{1,2})W$/.exec(text)?.[1];
  if (nearest !== undefined) {
    const [wanted = 1] = parseCronField(nearest, DAY_OF_MONTH);
    return (day) => day.day === nearestWorkingDay(day, wanted);
  }
  const days = parseCronField(text, DAY_OF_MONTH);
  return ({ day }) => days.has(day);
}

function dayOfWeekRule(text: string): DayRule {
  const last = /^(\w{1,3})?L$/.exec(text);
  if (last !== null) {
    const [wanted = 7] = last[1] === undefined ? [7] : parseCronField(last[1], DAY_OF_WEEK);
    return (day) => weekdayOf(day) === wanted && (last[1] === undefined || day.day > lastDayOf(day) - 7);
  }
  const numbered = /^(\w{1,3})#([1-5])$/.exec(text);
  if (numbered?.[1] !== undefined) {
    const [wanted = 1] = parseCronField(numbered[1], DAY_OF_WEEK);
    const week = Number(numbered[2]);
    return (day) => weekdayOf(day) === wanted && Math.ceil(day.day / 7) === week;
  }
  const days = parseCronField(text, DAY_OF_WEEK);
  return (day) => days.has(weekdayOf(day));
}

/** Never in another month: the 1st on a Saturday is moved to Monday the 3rd, the last on a Sunday to the Friday before. */
function nearestWorkingDay(month: CalendarDay, wanted: number): number {
  const last = lastDayOf(month);
  if (wanted > last) return 0;
  const weekday = weekdayOf({ ...month, day: wanted });
  if (weekday === 7) return wanted === 1 ? 3 : wanted - 1;
  if (weekday === 1) return wanted === last ? wanted - 2 : wanted + 1;
  return wanted;
}
