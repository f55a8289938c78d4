import tzLookup from '@photostructure/tz-lookup';
import type { LatLon } from '#domain/geo.ts';
import { createLocalClocks, isTimeZone } from '#domain/local-time.ts';

/** The middle of each month of a year: one of them has the standard time of its zone, wherever. */
const MONTHS = Array.from({ length: 12 }, (_, month) => Date.UTC(2024, month, 15));

/**
 * IANA zone of a place by its position, `Etc/GMT+3` at sea. The table behind it is rough near borders, and in some places
 * people keep another time than it says (flights in Xinjiang keep Beijing's). Hence the order in which a place's zone is
 * looked for: what the source states, then this, then the zone of its city; and a zone that never has the offset that the
 * source states is not taken.
 * @param utcOffset standard time as the source states it, `+01:00`; null where it doesn't
 * @returns null where the position is none, or nobody knows
 */
export function zoneOfPosition({ lat, lon }: LatLon, utcOffset: string | null = null): string | null {
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return null;
  const timeZone = tzLookup(lat, lon);
  // The table may be newer than the zones that this machine knows.
  if (!isTimeZone(timeZone)) return null;
  const statedMin = utcOffset === null ? null : minutesOf(utcOffset);
  return statedMin === null || everShows(timeZone, statedMin) ? timeZone : null;
}

function everShows(timeZone: string, offsetMin: number): boolean {
  const clock = createLocalClocks().of(timeZone);
  return clock !== null && MONTHS.some((atMs) => clock.offsetMinAt(atMs) === offsetMin);
}

/** @returns null for what isn't `+05:45`, which then says nothing */
function minutesOf(utcOffset: string): number | null {
  const match = /^([+-])(\d\d):(\d\d)$/.exec(utcOffset);
  if (match === null) return null;
  return (Number(match[2]) * 60 + Number(match[3])) * (match[1] === '-' ? -1 : 1);
}
