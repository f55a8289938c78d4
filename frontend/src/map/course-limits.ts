import { LOW_ALTITUDE_M } from '#domain/level.ts';
import { extrapolationLimitMs, type MotionState } from '#domain/motion.ts';
import { FLAG } from '#contracts/live-frame.ts';
import type { FleetArrays } from './fleet-arrays.ts';

const FLYING: MotionState = {
  observedAtMs: 0,
  lat: 0,
  lon: 0,
  altitudeM: LOW_ALTITUDE_M,
  groundSpeedMps: 1,
  trackDeg: 0,
  verticalRateMps: 0,
  onGround: false,
  state: 'seen',
};

/** `extrapolationLimitMs`, asked once for each of its cases: it takes an object, which would be one for every record. */
const LIMIT_MS = {
  high: extrapolationLimitMs(FLYING),
  low: extrapolationLimitMs({ ...FLYING, altitudeM: LOW_ALTITUDE_M - 1 }),
  stale: extrapolationLimitMs({ ...FLYING, state: 'stale' }),
};

/** How long after its fix what is in a slot is carried on, ms. */
export function columnLimitMs(fleet: FleetArrays, slot: number): number {
  const flags = fleet.flags[slot] ?? 0;
  const speed = fleet.groundSpeedMps[slot] ?? NaN;
  const track = fleet.trackDeg[slot] ?? NaN;
  if ((flags & FLAG.onGround) !== 0 || Number.isNaN(speed) || Number.isNaN(track)) return 0;
  if ((flags & FLAG.stale) !== 0) return LIMIT_MS.stale;
  return isLowIn(fleet, slot) ? LIMIT_MS.low : LIMIT_MS.high;
}

/** An unknown altitude counts as high, as in domain/level.ts. */
export function isLowIn({ altitudeM }: FleetArrays, slot: number): boolean {
  return (altitudeM[slot] ?? NaN) < LOW_ALTITUDE_M;
}
