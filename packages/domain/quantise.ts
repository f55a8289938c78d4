import { LEVEL_RULES } from './level.ts';
import type { MotionState } from './motion.ts';
import type { Level } from './position.ts';
import { METRES_PER_FOOT, MPS_PER_FOOT_PER_MINUTE, MPS_PER_KNOT } from './units.ts';

/** Steps of the values on the wire, those in which aircraft report. */
export const ALTITUDE_STEP_M = 25 * METRES_PER_FOOT;
export const GROUND_SPEED_STEP_MPS = MPS_PER_KNOT;
export const VERTICAL_RATE_STEP_MPS = 64 * MPS_PER_FOOT_PER_MINUTE;
/** Frames are made at multiples of this, so that observation times are rounded by viewers as by {@link asQuantised}. */
export const TIME_STEP_MS = 100;

/** Value in whole steps; null stays null. */
export function inSteps(value: number | null, step: number): number | null {
  return value === null ? null : Math.round(value / step);
}

export function quantisedTrackDeg(trackDeg: number | null): number | null {
  return trackDeg === null ? null : Math.round(trackDeg) % 360;
}

/** What a viewer at a level makes of a record: where the server and the page must agree, they both use this. */
export function asQuantised<T extends MotionState>(position: T, level: Level): T {
  const scale = 10 ** LEVEL_RULES[level].digits;
  return {
    ...position,
    observedAtMs: quantisedTimeMs(position.observedAtMs),
    lat: Math.round(position.lat * scale) / scale,
    lon: Math.round(position.lon * scale) / scale,
    altitudeM: roundedToStep(position.altitudeM, ALTITUDE_STEP_M),
    groundSpeedMps: roundedToStep(position.groundSpeedMps, GROUND_SPEED_STEP_MPS),
    trackDeg: quantisedTrackDeg(position.trackDeg),
    verticalRateMps: roundedToStep(position.verticalRateMps, VERTICAL_RATE_STEP_MPS),
  };
}

/** An age in steps is rounded half up, so a time is rounded half down. */
export function quantisedTimeMs(observedAtMs: number): number {
  return Math.ceil(observedAtMs / TIME_STEP_MS - 0.5) * TIME_STEP_MS;
}

/** Value rounded to whole steps; null stays null. */
export function roundedToStep(value: number | null, step: number): number | null {
  const steps = inSteps(value, step);
  return steps === null ? null : steps * step;
}
