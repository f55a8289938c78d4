import { distanceM, EARTH_RADIUS_M, type LatLon } from './geo.ts';
import { LEVEL_RULES } from './level.ts';
import { predict, type MotionState } from './motion.ts';
import { LEVELS } from './position.ts';

/** Number of a level: its place in {@link LEVELS}, the world is 0. Larger is finer; `LEVELS.length` is none of them. */
export type LevelNumber = number;
export const NO_LEVEL: LevelNumber = LEVELS.length;

const TOLERANCES = LEVELS.map((level) => LEVEL_RULES[level].tolerance);
const METRES_PER_DEGREE = (EARTH_RADIUS_M * Math.PI) / 180;
const FULL_CIRCLE_DEG = 360;

/**
 * The coarsest level, of `finest` and those coarser than it, beyond whose tolerance a record misses a fix at the time of
 * the fix. A value that the fix doesn't have is not compared; one that only the fix has is a miss. On the ground reported
 * speeds, tracks and altitudes are stale or senseless, so only places are compared where either is there.
 */
export function coarsestMissed(record: MotionState, fix: MotionState, finest: LevelNumber): LevelNumber {
  const predicted = predict(record, fix.observedAtMs);
  const isFlying = !record.onGround && !fix.onGround;
  const apartM = distanceWithin(predicted, fix, TOLERANCES[finest]?.positionM ?? 0);
  const altitudeOffM = isFlying ? off(predicted.altitudeM, fix.altitudeM) : 0;
  const speedOffMps = isFlying ? off(record.groundSpeedMps, fix.groundSpeedMps) : 0;
  const trackOffDeg = isFlying ? trackOff(record.trackDeg, fix.trackDeg) : 0;
  for (let level = 0; level <= finest; level++) {
    const tolerance = TOLERANCES[level];
    if (tolerance === undefined) break;
    if (
      apartM > tolerance.positionM ||
      altitudeOffM > tolerance.altitudeM ||
      speedOffMps > tolerance.speedMps ||
      trackOffDeg > tolerance.trackDeg
    ) {
      return level;
    }
  }
  return NO_LEVEL;
}

/**
 * Distance in metres, or an upper bound of it that is within `enoughM`: most fixes are near what was predicted, and a
 * parallel is never longer than the equator, so that they need no trigonometry.
 */
function distanceWithin(a: LatLon, b: LatLon, enoughM: number): number {
  const latM = (a.lat - b.lat) * METRES_PER_DEGREE;
  const apartDeg = Math.abs(a.lon - b.lon);
  const lonM = Math.min(apartDeg, FULL_CIRCLE_DEG - apartDeg) * METRES_PER_DEGREE;
  const boundM = Math.sqrt(latM * latM + lonM * lonM);
  return boundM <= enoughM ? boundM : distanceM(a, b);
}

function off(before: number | null, now: number | null): number {
  if (now === null) return 0;
  return before === null ? Infinity : Math.abs(now - before);
}

function trackOff(before: number | null, now: number | null): number {
  const offDeg = off(before, now) % FULL_CIRCLE_DEG;
  return Number.isNaN(offDeg) ? Infinity : Math.min(offDeg, FULL_CIRCLE_DEG - offDeg);
}
