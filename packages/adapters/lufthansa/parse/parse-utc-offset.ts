import { numberOf, textOf } from './read-scalar.ts';

const PATTERN = /^([+-]?)(\d{1,2}):?(\d\d)$/;
const HOUR_MIN = 60;
/** From Baker Island to Kiritimati. */
const LEAST_MIN = -12 * HOUR_MIN;
const MOST_MIN = 14 * HOUR_MIN;

/**
 * Reads `UtcOffset`: text such as `+05:45`, or hours as a number, as Lufthansa's Swagger file has it. It is the offset of
 * standard time, also in summer.
 * @returns `+05:45`, null where it is none
 */
export function parseUtcOffset(value: unknown): string | null {
  const minutes = minutesOf(value);
  if (minutes === null || minutes < LEAST_MIN || minutes > MOST_MIN) return null;
  const [hour, minute] = [Math.floor(Math.abs(minutes) / HOUR_MIN), Math.abs(minutes) % HOUR_MIN];
  return `${minutes < 0 ? '-' : '+'}${twoDigits(hour)}:${twoDigits(minute)}`;
}

function minutesOf(value: unknown): number | null {
  const match = PATTERN.exec(textOf(value) ?? '');
  if (match === null) {
    const hours = numberOf(value, -24, 24);
    return hours === null ? null : Math.round(hours * HOUR_MIN);
  }
  const [, sign = '', hour = '', minute = ''] = match;
  const minutes = Number(hour) * HOUR_MIN + Number(minute);
  return Number(minute) >= HOUR_MIN ? null : minutes * (sign === '-' ? -1 : 1);
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
