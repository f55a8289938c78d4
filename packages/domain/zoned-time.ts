/** A wall clock's reading, without its zone. `month` is 1 to 12. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const HOUR_MS = 3_600_000;
/** No zone is further from UTC. */
const WIDEST_OFFSET_MS = 15 * HOUR_MS;

/** The clocks of one time zone. */
export interface ZonedTime {
  at(epochMs: number): WallTime;
  /** When the clocks show that: the first of two times where they are set back, null where they jump over it. */
  toEpochMs(wall: WallTime): number | null;
  /** Every time at which the clocks show that, in order: two where they are set back, none where they jump over it. */
  allEpochMs(wall: WallTime): readonly number[];
  /** How far the clocks are ahead of UTC then; negative west of Greenwich. */
  offsetMs(epochMs: number): number;
}

/** @throws RangeError for a zone that isn't in the IANA database */
export function createZonedTime(timeZone: string): ZonedTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const at = (epochMs: number): WallTime => {
    const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return {
      year: part('year'),
      month: part('month'),
      day: part('day'),
      hour: part('hour'),
      minute: part('minute'),
      second: part('second'),
    };
  };
  const offsetMs = (epochMs: number): number => asUtc(at(epochMs)) - Math.floor(epochMs / 1000) * 1000;

  const allEpochMs = (wall: WallTime): readonly number[] => {
    const utc = asUtc(wall);
    const offsets = new Set([offsetMs(utc - WIDEST_OFFSET_MS), offsetMs(utc + WIDEST_OFFSET_MS)]);
    const found = [...offsets].map((offset) => utc - offset).filter((epochMs) => asUtc(at(epochMs)) === utc);
    return found.sort((a, b) => a - b);
  };

  return { at, allEpochMs, offsetMs, toEpochMs: (wall) => allEpochMs(wall)[0] ?? null };
}

/** The reading as if it were of a clock that shows UTC. */
export function asUtc({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
