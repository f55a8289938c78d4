const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** Whether it is a day of the calendar, written `2026-12-01`. */
export function isCalendarDate(text: string): boolean {
  const atMs = DATE.test(text) ? Date.parse(`${text}T00:00Z`) : NaN;
  return Number.isFinite(atMs) && new Date(atMs).toISOString().startsWith(text);
}

/** A date so many days later by the calendar, whatever the zones. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Days from one date to another by the calendar, whatever the zones; local times, which begin with their date, will do.
 * @returns NaN where one is no date
 */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MS;
}
