import { asUtc, createZonedTime, type WallTime, type ZonedTime } from './zoned-time.ts';

const LOCAL_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** The database has some 420 zones, and 180 more names for them. */
const MOST_ZONES = 700;
/** Spares the making of a formatter for nearly all of the zones that are asked for; other names for them aren't here. */
const USUAL_ZONES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('timeZone'));

/** What the clocks of a place show, to the minute and without their zone: `2026-12-01T10:55`. */
export type LocalTime = string;

/** The clocks of one time zone, read and set as schedules write them. */
export interface LocalClock {
  /** IANA name. */
  readonly timeZone: string;
  /** What they show then; seconds are left out. */
  localAt(epochMs: number): LocalTime;
  /** Minutes by which they are ahead of UTC then; negative west of Greenwich. */
  offsetMinAt(epochMs: number): number;
  /**
   * Every instant at which they show that, in order: two where they are set back. Where they jump over it, the one at which
   * they would have shown it had they not been set: 02:30 on the night of summer time is 03:30. None for what is no
   * local time.
   */
  instantsOf(local: LocalTime): readonly number[];
}

/** The clocks of all zones. A zone's formatter takes far longer to make than to use, hence each is made once. */
export interface LocalClocks {
  /** @returns null for a zone that this machine doesn't know */
  of(timeZone: string): LocalClock | null;
}

/** Clocks that are made when first asked for and kept, so many at most; beyond that the oldest is made anew. */
export function createLocalClocks(mostZones: number = MOST_ZONES): LocalClocks {
  const clocks = new Map<string, LocalClock>();
  return {
    of(timeZone) {
      const known = clocks.get(timeZone);
      if (known !== undefined) return known;
      const zone = zonedTimeOf(timeZone);
      if (zone === null) return null;
      const clock = createLocalClock(timeZone, zone);
      const [oldest] = clocks.keys();
      if (clocks.size >= mostZones && oldest !== undefined) clocks.delete(oldest);
      clocks.set(timeZone, clock);
      return clock;
    },
  };
}

/** Whether this machine knows the zone. Names of the IANA database only: `+01:00`, which `Intl` takes too, is none. */
export function isTimeZone(timeZone: string): boolean {
  return USUAL_ZONES.has(timeZone) || zonedTimeOf(timeZone) !== null;
}

/** The date of a local time: `2026-12-01`. */
export function localDateOf(local: LocalTime): string {
  return local.slice(0, 10);
}

function createLocalClock(timeZone: string, zone: ZonedTime): LocalClock {
  return {
    timeZone,
    localAt: (epochMs) => formatLocalTime(zone.at(epochMs)),
    offsetMinAt: (epochMs) => zone.offsetMs(epochMs) / MINUTE_MS,
    instantsOf(local) {
      const wall = parseLocalTime(local);
      if (wall === null) return [];
      const found = zone.allEpochMs(wall);
      if (found.length > 0) return found;
      // A day earlier the clocks aren't set yet: no zone sets its clocks twice within that time.
      const utc = asUtc(wall);
      return [utc - zone.offsetMs(utc - DAY_MS)];
    },
  };
}

/** @returns null for what isn't `YYYY-MM-DDTHH:mm` or no time of the calendar */
function parseLocalTime(text: string): WallTime | null {
  const match = LOCAL_TIME.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const wall = { year, month, day, hour, minute, second: 0 };
  // Date.UTC takes 31 February for 3 March, and year 70 for 1970.
  return new Date(asUtc(wall)).toISOString().startsWith(text) ? wall : null;
}

function formatLocalTime({ year, month, day, hour, minute }: WallTime): LocalTime {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

function zonedTimeOf(timeZone: string): ZonedTime | null {
  if (!/^[A-Za-z]/.test(timeZone)) return null;
  try {
    return createZonedTime(timeZone);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
