import type { PositionKind } from '#domain/position.ts';

const SUSPECT_CLOCK_MS = 5000;

/** Whether a feed's clock is off by so much that it is told. A recording is never on time: its clock stands for when it was made. */
export function isClockSuspect(kind: PositionKind, offsetMs: number | null): boolean {
  return kind !== 'replay' && offsetMs !== null && Math.abs(offsetMs) > SUSPECT_CLOCK_MS;
}
