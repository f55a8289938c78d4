import { destination, distanceM, bearingDeg, type LatLon } from '#domain/geo.ts';
import { predict, type MotionState } from '#domain/motion.ts';
import { BLEND_MS, correctionLeft, easing } from '../../frontend/src/map/blend.ts';

/** One aircraft as a viewer sees it. */
export interface ShownAircraft {
  /** Takes a newer fix that arrives at an instant; what was shown until then is blended over to it. */
  take(fix: MotionState, atMs: number): void;
  /** Where it is drawn. */
  at(ms: number): LatLon;
}

/** Further off than this an aircraft is put where it belongs at once, as after a gap. */
const SNAP_M = 20_000;

/** An aircraft drawn by dead reckoning from its newest fix, each correction blended in as the page's map does. */
export function createShownAircraft(first: MotionState): ShownAircraft {
  let fix = first;
  let blend: { readonly atMs: number; readonly bearing: number; readonly offM: number; readonly ease: number } | null =
    null;

  function at(ms: number): LatLon {
    const target = predict(fix, ms);
    if (blend === null || ms - blend.atMs >= BLEND_MS) return target;
    return destination(target, blend.bearing, blend.offM * correctionLeft(ms - blend.atMs, blend.ease));
  }

  return {
    take(next, atMs) {
      const shown = at(atMs);
      fix = next;
      const target = predict(fix, atMs);
      const offM = distanceM(target, shown);
      const bearing = bearingDeg(target, shown);
      const ahead = offM * Math.cos(((bearing - (fix.trackDeg ?? 0)) * Math.PI) / 180);
      const flown = ((fix.groundSpeedMps ?? 0) * BLEND_MS) / 1000;
      blend = offM > SNAP_M ? null : { atMs, bearing, offM, ease: easing(ahead, flown) };
    },
    at,
  };
}
