const PATTERN = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/;
const HOUR_MIN = 60;
const DAY_MIN = 24 * HOUR_MIN;

/**
 * Minutes of an ISO 8601 duration, days among them: `P1DT1H29M` is 1,529. Seconds are dropped.
 * @returns null for what is none, and for years, months and weeks
 */
export function parseIsoDuration(text: string): number | null {
  const match = PATTERN.exec(text);
  if (match === null || text === 'P' || text.endsWith('T')) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number((part as string | undefined) ?? 0));
  return days * DAY_MIN + hours * HOUR_MIN + minutes + Math.floor(seconds / 60);
}

/** Whole minutes from 0 as an ISO 8601 duration: `PT8H35M`, `P1DT1H29M`. */
export function formatIsoDuration(totalMin: number): string {
  const days = Math.floor(totalMin / DAY_MIN);
  const hours = Math.floor((totalMin % DAY_MIN) / HOUR_MIN);
  const minutes = totalMin % HOUR_MIN;
  const time = [hours > 0 ? `${hours}H` : '', minutes > 0 ? `${minutes}M` : ''].join('');
  if (days === 0 && time === '') return 'PT0M';
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
}
