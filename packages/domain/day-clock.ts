import { createZonedTime } from './zoned-time.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Days of which the offset is remembered. */
const MOST_DAYS = 1000;

/** The clocks of a zone by date and minute, made for asking often: days without a change of the clocks are remembered. */
export interface DayClock {
  /** @param date `2026-12-01` @param minute of the day; a time that the clocks jump over is read an hour later */
  toEpochMs(date: string, minute: number): number;
  /** What the clocks show: `2026-12-01T10:55`. */
  toLocal(epochMs: number): string;
}

/** @throws RangeError for a zone that isn't in the IANA database */
export function createDayClock(timeZone: string): DayClock {
  const zone = createZonedTime(timeZone);
  const offsets = new Map<number, number | null>();
  const offsetMs = (epochMs: number): number => {
    const { year, month, day, hour, minute, second } = zone.at(epochMs);
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(epochMs / 1000) * 1000;
  };
  /** The offset of two whole UTC days around the instant; null where it changes within them. */
  const offsetAround = (epochMs: number): number | null => {
    const day = Math.floor(epochMs / DAY_MS);
    const known = offsets.get(day);
    if (known !== undefined) return known;
    const [before, after] = [offsetMs((day - 1) * DAY_MS), offsetMs((day + 2) * DAY_MS)];
    const offset = before === after ? before : null;
    if (offsets.size >= MOST_DAYS) offsets.clear();
    offsets.set(day, offset);
    return offset;
  };

  return {
    toEpochMs(date, minute) {
      const utcMs = Date.parse(`${date}T00:00Z`) + minute * MINUTE_MS;
      const offset = offsetAround(utcMs);
      if (offset !== null) return utcMs - offset;
      return readClock(zone, utcMs) ?? readClock(zone, utcMs + 60 * MINUTE_MS) ?? utcMs;
    },
    toLocal(epochMs) {
      const offset = offsetAround(epochMs) ?? offsetMs(epochMs);
      return new Date(epochMs + offset).toISOString().slice(0, 16);
    },
  };
}

function readClock(zone: ReturnType<typeof createZonedTime>, asUtcMs: number): number | null {
  const wall = new Date(asUtcMs);
  return zone.toEpochMs({
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: 0,
  });
}
