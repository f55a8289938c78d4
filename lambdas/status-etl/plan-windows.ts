import type { ZoneOf } from '#adapters/lufthansa/lufthansa-api.ts';
import type { LocalClocks } from '#domain/local-time.ts';

export const DIRECTIONS = ['departures', 'arrivals'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Four hours of the flights of an airport, which is what Lufthansa answers at once. */
export interface StatusWindow {
  readonly airport: string;
  readonly direction: Direction;
  /** By the airport's clocks, `2026-12-01T10:00`. */
  readonly fromLocal: string;
  /** The same in every run: `FRA/arrivals/1`. */
  readonly name: string;
}

export interface WindowRequest {
  readonly airports: readonly string[];
  /** How many follow each other. */
  readonly windows: 1 | 2;
  readonly nowMs: number;
  readonly zoneOf: ZoneOf;
  readonly clocks: LocalClocks;
}

export interface WindowPlan {
  readonly windows: readonly StatusWindow[];
  /** Airports whose clocks nobody knows. */
  readonly withoutZone: readonly string[];
}

const MINUTE_MS = 60_000;
/**
 * A window begins this long before now: Lufthansa selects by the best known time, so that a flight that is late moves from
 * one window to the next and would be missed by windows that only touch.
 */
const BEFORE_MS = 120 * MINUTE_MS;
/** From the begin of a window to that of the next: a quarter of an hour less than it is long. */
const STEP_MS = 225 * MINUTE_MS;

/** The windows around now, by the clocks of each airport. */
export function planWindows({ airports, windows, nowMs, zoneOf, clocks }: WindowRequest): WindowPlan {
  const planned: StatusWindow[] = [];
  const withoutZone: string[] = [];
  for (const airport of airports) {
    const clock = clocks.of(zoneOf(airport) ?? '');
    if (clock === null) {
      withoutZone.push(airport);
      continue;
    }
    for (let index = 0; index < windows; index++) {
      const fromLocal = clock.localAt(nowMs - BEFORE_MS + index * STEP_MS);
      for (const direction of DIRECTIONS) {
        planned.push({ airport, direction, fromLocal, name: `${airport}/${direction}/${index + 1}` });
      }
    }
  }
  return { windows: planned, withoutZone };
}
