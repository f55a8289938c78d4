import { destination, type LatLon } from './geo.ts';
import { confirmedMs } from './level.ts';
import { STALE_AFTER_MS } from './lifecycle.ts';
import { feetToMetres } from './units.ts';
import type { Position } from './position.ts';

/** What dead reckoning needs of a position. */
export type MotionState = Pick<
  Position,
  | 'observedAtMs'
  | 'lat'
  | 'lon'
  | 'altitudeM'
  | 'groundSpeedMps'
  | 'trackDeg'
  | 'verticalRateMps'
  | 'onGround'
  | 'state'
>;

/** Where an aircraft is taken to be at an instant. */
export interface PredictedPoint extends LatLon {
  readonly altitudeM: number | null;
  /** How much of the time since the fix the motion was carried on for. */
  readonly extrapolatedMs: number;
  /** The limit was reached: the point stands still and is drawn faded. */
  readonly ended: boolean;
}

/** Below the lowest airport on earth (Bar Yehuda, -378 m). */
const LOWEST_M = feetToMetres(-1300);

/**
 * How long after its fix an aircraft is carried on, in ms: for as long as silence at the coarsest level means "still as
 * predicted". One that its feeds lost stays where it was when they noticed. On the ground reported speeds are stale (in a
 * surface recording of Zürich two rows in three carried one from the air), so nothing is carried on there.
 */
export function extrapolationLimitMs(fix: MotionState): number {
  if (fix.onGround || fix.state === 'removed' || fix.groundSpeedMps === null || fix.trackDeg === null) return 0;
  return fix.state === 'stale' ? STALE_AFTER_MS : confirmedMs('world', fix);
}

/**
 * Dead reckoning at constant ground speed on the great circle of the reported track, constant vertical rate, up to
 * {@link extrapolationLimitMs}. The server thins by it, the page draws by it: both must call this one function.
 * Before its own fix an aircraft stands at the fix.
 */
export function predict(fix: MotionState, atMs: number): PredictedPoint {
  const limitMs = extrapolationLimitMs(fix);
  const sinceFixMs = Math.max(0, atMs - fix.observedAtMs);
  const extrapolatedMs = Math.min(limitMs, sinceFixMs);
  const ended = sinceFixMs > limitMs;
  if (extrapolatedMs === 0 || fix.groundSpeedMps === null || fix.trackDeg === null) {
    return { lat: fix.lat, lon: fix.lon, altitudeM: fix.altitudeM, extrapolatedMs: 0, ended };
  }
  const seconds = extrapolatedMs / 1000;
  const point = destination(fix, fix.trackDeg, fix.groundSpeedMps * seconds);
  return { lat: point.lat, lon: point.lon, altitudeM: altitudeAfter(fix, seconds), extrapolatedMs, ended };
}

/** Altitude in metres at constant vertical rate, never below the ground of the lowest airport. */
export function altitudeAfter(fix: Pick<MotionState, 'altitudeM' | 'verticalRateMps'>, seconds: number): number | null {
  if (fix.altitudeM === null || fix.verticalRateMps === null) return fix.altitudeM;
  return Math.max(LOWEST_M, fix.altitudeM + fix.verticalRateMps * seconds);
}
