import { isCalendarDate } from '#domain/calendar-date.ts';

const SEPARATED = /^(\d{1,2})\s*[./\-\s]\s*(\d{1,2})(?:\s*[./\-\s]\s*(\d{4}|\d{2}))?[./]?$/;
/** The keypad of a phone has no separators. */
const DIGITS = /^(\d{2})(\d{2})(\d{4}|\d{2})$/;

/**
 * Reads a day as people type it: `22/06/2024`, `22.6.24`, `22 06`, `22062024`, and the form of addresses, `2024-06-22`. The day comes
 * before the month in every language of the page. Without a year it is the first of the known days with that day and month.
 * @param known days that a text without year may mean, ascending
 * @returns null for what is no day
 */
export function parseDateText(text: string, known: readonly string[]): string | null {
  const trimmed = text.trim();
  if (isCalendarDate(trimmed)) return trimmed;
  const parts = SEPARATED.exec(trimmed) ?? DIGITS.exec(trimmed);
  if (parts === null) return null;
  const [, day = '', month = '', year] = parts;
  const ending = `-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year === undefined) return known.find((date) => date.endsWith(ending)) ?? null;
  const date = `${year.length === 2 ? `20${year}` : year}${ending}`;
  return isCalendarDate(date) ? date : null;
}
