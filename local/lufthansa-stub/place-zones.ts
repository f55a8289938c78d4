import lookUpZone from '@photostructure/tz-lookup';
import type { LatLon } from '#domain/geo.ts';
import { createZonedTime } from '#domain/zoned-time.ts';

/** A winter and a summer day of any year: the smaller of the two offsets is standard time on either hemisphere. */
const SOLSTICES_MS = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)] as const;
const MINUTE_MS = 60_000;

/** @returns IANA name */
export function zoneAt({ lat, lon }: LatLon): string {
  return lookUpZone(lat, lon);
}

const known = new Map<string, string>();

/** Standard time as the API writes it, `+01:00`: the same in summer. */
export function standardOffset(timeZone: string): string {
  const found = known.get(timeZone) ?? writeOffset(Math.min(...SOLSTICES_MS.map((atMs) => offsetMin(timeZone, atMs))));
  known.set(timeZone, found);
  return found;
}

function offsetMin(timeZone: string, atMs: number): number {
  const { year, month, day, hour, minute } = createZonedTime(timeZone).at(atMs);
  return (Date.UTC(year, month - 1, day, hour, minute) - atMs) / MINUTE_MS;
}

function writeOffset(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
