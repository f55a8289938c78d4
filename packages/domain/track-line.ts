import { distanceM } from './geo.ts';
import { predict, type MotionState } from './motion.ts';
import type { Position } from './position.ts';
import { asQuantised } from './quantise.ts';

/** Silence over this long breaks a line. */
export const LINE_GAP_MS = 60_000;

/** What a line needs of a record. */
export type LineRecord = MotionState & Pick<Position, 'geoAltitudeM'>;

/** Where an aircraft was taken to be just before a record said otherwise. */
export interface CorrectedPoint {
  /** The millisecond before the record. */
  readonly observedAtMs: number;
  readonly lat: number;
  readonly lon: number;
  readonly altitudeM: number | null;
  readonly geoAltitudeM: number | null;
}

/** Misses up to here are not drawn: a place in five digits is off by so much. Metres, along the ground or upwards. */
const INVISIBLE_M = 1;

/**
 * The point that a line passes through just before a record, so that it follows the motion function from the record before
 * and keeps the tolerance by which records were left out: on the ground an aircraft stands until a record says where it is
 * by then. Null where the line goes straight on to the record, which says what was predicted, and where it is broken.
 */
export function correctedPoint(before: LineRecord, record: LineRecord): CorrectedPoint | null {
  const observedAtMs = record.observedAtMs - 1;
  const base = asThinned(before);
  if (observedAtMs <= base.observedAtMs || record.observedAtMs - before.observedAtMs > LINE_GAP_MS) return null;
  const point = predict(base, observedAtMs);
  const isMissed =
    distanceM(point, record) > INVISIBLE_M || offM(point.altitudeM, shownAltitudeM(record)) > INVISIBLE_M;
  if (!isMissed) return null;
  const { lat, lon } = point;
  const { altitudeM, geoAltitudeM } = before;
  if (altitudeM === null) return { ...{ observedAtMs, lat, lon }, altitudeM, geoAltitudeM: point.altitudeM };
  const climbM = (point.altitudeM ?? 0) - (base.altitudeM ?? 0);
  return {
    ...{ observedAtMs, lat, lon },
    altitudeM: point.altitudeM,
    geoAltitudeM: geoAltitudeM === null ? null : geoAltitudeM + climbM,
  };
}

/** A stored record as the producer thinned by it and viewers at the fine level decode it. */
export function asThinned<T extends LineRecord>(record: T): T {
  return asQuantised({ ...record, altitudeM: shownAltitudeM(record) }, 'fine');
}

function shownAltitudeM({ altitudeM, geoAltitudeM }: LineRecord): number | null {
  return altitudeM ?? geoAltitudeM;
}

function offM(a: number | null, b: number | null): number {
  return a === null || b === null ? 0 : Math.abs(a - b);
}
