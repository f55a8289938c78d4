import { asUtc, createZonedTime } from '#domain/zoned-time.ts';

/**
 * When something was, by the date and time of a line.
 * @param nearMs of two times at which the clocks show that, the one nearer to this is meant
 * @returns epoch ms; null for what is no time, or one that the zone's clocks jump over
 */
export type SbsTime = (date: string, time: string, nearMs: number) => number | null;

const DATE = /^(\d{4})\/(\d\d)\/(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?$/;
const MOST_MINUTES = 100;

/**
 * Reads times as a receiver's clock shows them: readsb writes UTC, BaseStation the time of its PC.
 * @param timeZone a name that this machine knows
 */
export function createSbsTime(timeZone: string): SbsTime {
  const zone = createZonedTime(timeZone);
  // All lines of a minute share the work, which is many times that of reading the line.
  const minutes = new Map<string, readonly number[]>();

  function instantsOf(date: string, hour: number, minute: number): readonly number[] {
    const key = `${date} ${hour}:${minute}`;
    const known = minutes.get(key);
    if (known !== undefined) return known;
    if (minutes.size >= MOST_MINUTES) minutes.clear();
    const [year = 0, month = 0, day = 0] = DATE.exec(date)?.slice(1).map(Number) ?? [];
    const wall = { year, month, day, hour, minute, second: 0 };
    const isDate = month >= 1 && new Date(asUtc(wall)).toISOString().startsWith(date.replaceAll('/', '-'));
    const instants = isDate ? zone.allEpochMs(wall) : [];
    minutes.set(key, instants);
    return instants;
  }

  return (date, time, nearMs) => {
    const match = TIME.exec(time);
    if (match === null || !DATE.test(date)) return null;
    const [hour = 0, minute = 0, second = 0] = match.slice(1, 4).map(Number);
    if (hour > 23 || minute > 59 || second > 60) return null;
    const withinMs = second * 1000 + Number((match[4] ?? '0').padEnd(3, '0'));
    return nearest(instantsOf(date, hour, minute), nearMs - withinMs, withinMs);
  };
}

function nearest(instants: readonly number[], nearMs: number, withinMs: number): number | null {
  const [first = null, second] = instants;
  if (first === null) return null;
  const chosen = second !== undefined && Math.abs(second - nearMs) < Math.abs(first - nearMs) ? second : first;
  return chosen + withinMs;
}
