import { bearingDeg, distanceM } from '#domain/geo.ts';
import type { CurvePoint } from './flight-curve.ts';

const STEP_MS = 1000;
const RAD = Math.PI / 180;

/**
 * By how much a recording contradicts itself: the velocity with which the place moves less the reported one, m/s. Some rows of
 * state vectors repeat a velocity for minutes, and some bear a place that is seconds older than they say.
 */
export function contradictionMps(at: (ms: number) => CurvePoint, ms: number): number {
  const [from, to] = [at(ms - STEP_MS), at(ms)];
  if (to.groundSpeedMps === null || to.trackDeg === null) return 0;
  const moved = distanceM(from, to) / (STEP_MS / 1000);
  const apart = (bearingDeg(from, to) - to.trackDeg) * RAD;
  return Math.hypot(moved * Math.cos(apart) - to.groundSpeedMps, moved * Math.sin(apart));
}
