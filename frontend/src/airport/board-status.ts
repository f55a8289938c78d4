import type { BoardDirection, BoardFlight } from '#contracts/http-board.ts';
import type { Punctuality } from '#domain/schedules/flight-status.ts';
import { punctualityAt } from '#domain/schedules/punctuality.ts';

/**
 * What a board says of a flight. `planned`: only the schedule is known; `expected`: its status is known and says
 * nothing of its times; `airborne`: on its way to this airport.
 */
export type BoardStatusKind =
  | 'planned'
  | 'expected'
  | 'on-time'
  | 'early'
  | 'delayed'
  | 'cancelled'
  | 'diverted'
  | 'departed'
  | 'airborne'
  | 'landed';

export interface BoardStatus {
  readonly kind: BoardStatusKind;
  /** How much later than planned it is here, negative before; null where that isn't known. */
  readonly lateMin: number | null;
}

const MINUTE_MS = 60_000;

/** The status of a flight as the passengers at this airport mean it. */
export function boardStatus(flight: BoardFlight, direction: BoardDirection): BoardStatus {
  const atMs = flight.actualMs ?? flight.estimatedMs;
  const lateMin = atMs === null ? null : Math.round((atMs - flight.scheduledMs) / MINUTE_MS);
  return { kind: kindOf(flight, direction), lateMin };
}

function kindOf(flight: BoardFlight, direction: BoardDirection): BoardStatusKind {
  const { state, hasStatus } = flight;
  if (!hasStatus) return 'planned';
  switch (state) {
    case 'cancelled':
    case 'diverted':
    case 'landed':
      return state;
    case 'departed':
      return direction === 'departures' ? 'departed' : 'airborne';
    case 'scheduled':
    case 'unknown': {
      const punctuality = punctualityOf(flight);
      return punctuality === 'unknown' ? 'expected' : punctuality;
    }
  }
}

/** What the source says of it, else what its times say. */
export function punctualityOf({ punctuality, scheduledMs, estimatedMs, actualMs }: BoardFlight): Punctuality {
  const atMs = actualMs ?? estimatedMs;
  return punctuality !== 'unknown' || atMs === null ? punctuality : punctualityAt(scheduledMs, atMs);
}
