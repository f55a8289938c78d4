import { bearingDeg, destination, distanceM, type LatLon } from '#domain/geo.ts';
import type { CurvePoint, FlightCurve } from './flight-curve.ts';

/** Nearer to the start than this a bearing to it says nothing. */
const NEAR_M = 1;

/** Where a flight is flown again. */
export interface NewCourse {
  readonly start: LatLon;
  /** By how much all tracks are turned, degrees clockwise. */
  readonly turnDeg: number;
}

/**
 * A flight as it would have been from another start: each point keeps its distance and, turned, its bearing from the start,
 * which on a sphere moves the whole curve without bending it. Speeds and altitudes stay.
 */
export function moveCurve(curve: FlightCurve, { start, turnDeg }: NewCourse): (ms: number) => CurvePoint {
  const origin = curve.at(curve.beginsAtMs);
  return (ms) => {
    const point = curve.at(ms);
    const alongM = distanceM(origin, point);
    if (alongM < NEAR_M) return { ...point, ...start, trackDeg: turned(point.trackDeg, turnDeg) };
    const place = destination(start, bearingDeg(origin, point) + turnDeg, alongM);
    return {
      ...point,
      ...place,
      trackDeg: turned(point.trackDeg, bearingDeg(place, start) - bearingDeg(point, origin)),
    };
  };
}

function turned(trackDeg: number | null, byDeg: number): number | null {
  return trackDeg === null ? null : (trackDeg + byDeg + 720) % 360;
}
