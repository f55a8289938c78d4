import { feetPerMinuteToMps } from '#domain/units.ts';
import type { FlightCurve } from './flight-curve.ts';

/** What an aircraft is doing; a turn counts as one also where it climbs or descends. */
export const FLIGHT_PHASES = ['cruise', 'climb', 'descent', 'turn'] as const;
export type FlightPhase = (typeof FLIGHT_PHASES)[number];

/** Half of the time over which a turn is looked for. */
const AROUND_MS = 10_000;
/** A third of the standard rate of 3° a second for airliners' turns, over twice {@link AROUND_MS}, would be 20°. */
const TURN_DEG = 6;
const CLIMB_MPS = feetPerMinuteToMps(500);

/** What the aircraft does at an instant, from its reported track and vertical rate around it. */
export function phaseAt(curve: FlightCurve, ms: number): FlightPhase {
  const [before, after] = [curve.at(ms - AROUND_MS).trackDeg, curve.at(ms + AROUND_MS).trackDeg];
  if (before !== null && after !== null && turnDeg(before, after) >= TURN_DEG) return 'turn';
  const rate = curve.at(ms).verticalRateMps ?? 0;
  if (Math.abs(rate) < CLIMB_MPS) return 'cruise';
  return rate > 0 ? 'climb' : 'descent';
}

function turnDeg(before: number, after: number): number {
  const difference = Math.abs(after - before) % 360;
  return Math.min(difference, 360 - difference);
}
