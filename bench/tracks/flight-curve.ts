import type { LatLon } from '#domain/geo.ts';
import type { RecordedFix, RecordedFlight } from './recorded-flights.ts';

/** Where an aircraft truly was at an instant, and how it moved as reported around it. */
export interface CurvePoint extends LatLon {
  readonly altitudeM: number | null;
  readonly groundSpeedMps: number | null;
  readonly trackDeg: number | null;
  readonly verticalRateMps: number | null;
}

/** A flight as a curve through its fixes. */
export interface FlightCurve {
  readonly flight: RecordedFlight;
  readonly beginsAtMs: number;
  readonly endsAtMs: number;
  /** Outside of the flight: its first or last point. */
  at(ms: number): CurvePoint;
  /** The last fix at or before an instant. */
  fixBefore(ms: number): RecordedFix;
}

type Vector = readonly [number, number, number];

const RAD = Math.PI / 180;

/**
 * Lays a cubic Hermite spline through the fixes, with the slope at each that its neighbours give (Catmull-Rom): through
 * their unit vectors for the place, through the altitude likewise. It is no motion at constant speed on a great circle,
 * which is what our prediction assumes. Reported speed, track and vertical rate run straight from fix to fix.
 */
export function createFlightCurve(flight: RecordedFlight): FlightCurve {
  const { fixes } = flight;
  const [first, last] = [fixes[0], fixes.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a flight needs a fix');
  const vectors = fixes.map(vectorOf);

  /** Index of the fix that begins the piece in which the instant lies. */
  function pieceAt(ms: number): number {
    let [low, high] = [0, fixes.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (fixAt(fixes, middle).observedAtMs <= ms) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function at(ms: number): CurvePoint {
    const n = pieceAt(ms);
    const [from, to] = [fixAt(fixes, n), fixAt(fixes, n + 1)];
    const part = Math.max(0, Math.min(1, (ms - from.observedAtMs) / (to.observedAtMs - from.observedAtMs || 1)));
    const along = (of: (index: number) => number): number => hermite(fixes, n, part, of);
    return {
      ...placeOf([0, 1, 2].map((axis) => along((index) => vectors[index]?.[axis] ?? 0))),
      altitudeM: altitudeAt(fixes, n, along),
      groundSpeedMps: between(from.groundSpeedMps, to.groundSpeedMps, part),
      trackDeg: trackBetween(from.trackDeg, to.trackDeg, part),
      verticalRateMps: between(from.verticalRateMps, to.verticalRateMps, part),
    };
  }

  return {
    flight,
    beginsAtMs: first.observedAtMs,
    endsAtMs: last.observedAtMs,
    at,
    fixBefore: (ms) => fixAt(fixes, pieceAt(ms)),
  };
}

/** Beyond an end: the fix at that end. */
function fixAt(fixes: readonly RecordedFix[], index: number): RecordedFix {
  const fix = fixes[Math.max(0, Math.min(fixes.length - 1, index))];
  if (fix === undefined) throw new Error('a flight needs a fix');
  return fix;
}

function hermite(fixes: readonly RecordedFix[], n: number, part: number, of: (index: number) => number): number {
  const end = Math.min(n + 1, fixes.length - 1);
  const seconds = (fixAt(fixes, end).observedAtMs - fixAt(fixes, n).observedAtMs) / 1000;
  const [slopeFrom, slopeTo] = [slopeAt(fixes, n, of), slopeAt(fixes, end, of)];
  const [p2, p3] = [part * part, part * part * part];
  return (
    (2 * p3 - 3 * p2 + 1) * of(n) +
    (p3 - 2 * p2 + part) * seconds * slopeFrom +
    (3 * p2 - 2 * p3) * of(end) +
    (p3 - p2) * seconds * slopeTo
  );
}

/** Per second, from the fix before to the fix after. */
function slopeAt(fixes: readonly RecordedFix[], index: number, of: (index: number) => number): number {
  const [before, after] = [Math.max(0, index - 1), Math.min(fixes.length - 1, index + 1)];
  if (before === after) return 0;
  const seconds = (fixAt(fixes, after).observedAtMs - fixAt(fixes, before).observedAtMs) / 1000;
  return (of(after) - of(before)) / seconds;
}

/** Where one of the fixes around lacks it, the altitude of the nearest before stands. */
function altitudeAt(
  fixes: readonly RecordedFix[],
  n: number,
  along: (of: (index: number) => number) => number,
): number | null {
  const around = [n - 1, n, n + 1, n + 2].map((index) => fixAt(fixes, index).altitudeM);
  if (around.includes(null)) return fixAt(fixes, n).altitudeM;
  return along((index) => fixAt(fixes, index).altitudeM ?? 0);
}

function between(from: number | null, to: number | null, part: number): number | null {
  return from === null || to === null ? from : from + (to - from) * part;
}

function trackBetween(from: number | null, to: number | null, part: number): number | null {
  if (from === null || to === null) return from;
  const turn = ((((to - from) % 360) + 540) % 360) - 180;
  return (from + turn * part + 360) % 360;
}

function vectorOf({ lat, lon }: LatLon): Vector {
  const level = Math.cos(lat * RAD);
  return [level * Math.cos(lon * RAD), level * Math.sin(lon * RAD), Math.sin(lat * RAD)];
}

function placeOf([x = 0, y = 0, z = 0]: readonly number[]): LatLon {
  return { lat: Math.atan2(z, Math.hypot(x, y)) / RAD, lon: Math.atan2(y, x) / RAD };
}
