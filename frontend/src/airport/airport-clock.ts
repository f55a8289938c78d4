import { createZonedTime, type WallTime } from '#domain/zoned-time.ts';
import type { BoardWindow } from '../api/board-client.ts';
import { addDays } from '#domain/calendar-date.ts';

/** The clocks of an airport. */
export interface AirportClock {
  /** False where the zone isn't known: its times are UTC. */
  readonly isKnown: boolean;
  /** What they show: `2026-12-01T06:51`. */
  readonly local: (epochMs: number) => string;
  /** The day there: `2026-12-01`. */
  readonly date: (epochMs: number) => string;
  /** Minutes ahead of UTC. */
  readonly offsetMin: (epochMs: number) => number;
  /** The instants of a day there, the first and the last millisecond. */
  readonly dayWindow: (date: string) => BoardWindow;
}

const MINUTE_MS = 60_000;
const HOURS_OF_DAY = 24;

/** @param timeZone IANA name; null, or a name that the browser doesn't know, counts as UTC */
export function createAirportClock(timeZone: string | null): AirportClock {
  const known = timeZone === null ? null : zonedTimeOf(timeZone);
  const zone = known ?? createZonedTime('UTC');
  const local = (epochMs: number): string => wallText(zone.at(epochMs));

  /** Where clocks are set forward at midnight the day begins later. */
  function beginOf(date: string): number {
    const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
    for (let hour = 0; hour < HOURS_OF_DAY; hour++) {
      const epochMs = zone.toEpochMs({ year, month, day, hour, minute: 0, second: 0 });
      if (epochMs !== null) return epochMs;
    }
    return Date.parse(`${date}T00:00:00Z`);
  }

  return {
    isKnown: known !== null,
    local,
    date: (epochMs) => local(epochMs).slice(0, 10),
    offsetMin: (epochMs) => Math.round(zone.offsetMs(epochMs) / MINUTE_MS),
    dayWindow: (date) => ({ fromMs: beginOf(date), toMs: beginOf(addDays(date, 1)) - 1 }),
  };
}

function zonedTimeOf(timeZone: string) {
  try {
    return createZonedTime(timeZone);
  } catch {
    return null;
  }
}

function wallText({ year, month, day, hour, minute }: WallTime): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}
