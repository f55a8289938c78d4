import type { Observation } from '#domain/observation.ts';
import {
  ALTITUDE_STEP_M,
  GROUND_SPEED_STEP_MPS,
  quantisedTrackDeg,
  roundedToStep,
  VERTICAL_RATE_STEP_MPS,
} from '#domain/quantise.ts';
import type { CurvePoint, FlightCurve } from './flight-curve.ts';
import type { RecordedFix } from './recorded-flights.ts';

/** Feeds give places in millionths of a degree. */
const PLACES_PER_DEGREE = 1e6;

/**
 * What a feed would say of an aircraft on a curve: the true place, the rest in the steps in which aircraft report (25 ft,
 * 1 kt, 1°, 64 ft/min).
 * @param identity whose text it bears
 */
export function reportedFix(curve: FlightCurve, observedAtMs: number, identity: Observation): RecordedFix {
  return { ...identity, observedAtMs, ...asReported(curve.at(observedAtMs)) };
}

/** A point in the steps in which aircraft report. */
export function asReported(point: CurvePoint): CurvePoint {
  return {
    lat: Math.round(point.lat * PLACES_PER_DEGREE) / PLACES_PER_DEGREE,
    lon: Math.round(point.lon * PLACES_PER_DEGREE) / PLACES_PER_DEGREE,
    altitudeM: roundedToStep(point.altitudeM, ALTITUDE_STEP_M),
    groundSpeedMps: roundedToStep(point.groundSpeedMps, GROUND_SPEED_STEP_MPS),
    trackDeg: quantisedTrackDeg(point.trackDeg),
    verticalRateMps: roundedToStep(point.verticalRateMps, VERTICAL_RATE_STEP_MPS),
  };
}
