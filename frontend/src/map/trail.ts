import type { FeatureCollection, Position } from 'geojson';
import { distanceM, type LatLon } from '#domain/geo.ts';
import { extrapolationLimitMs, type MotionState } from '#domain/motion.ts';
import type { Track, TrackPoint } from '#contracts/http-track.ts';
import { correctedPoint, LINE_GAP_MS, type LineRecord } from '#domain/track-line.ts';
import { ALTITUDE_BANDS, altitudeBand } from './altitude-scale.ts';

/** Fetches the stored track of one aircraft. */
export type LoadTrack = (icao24: string, signal: AbortSignal) => Promise<Track>;

/** A point of a trail: a record, or where the aircraft was taken to be just before one. */
export interface TrailPoint extends MotionState {
  readonly predicted?: true;
}

/** A trail is bounded: the oldest points go. */
const MOST_POINTS = 25_000;
/** A computed point so near to the record before it, as on the ground, is no corner. Metres. */
const NO_CORNER_M = 1;

/** The points of a track, leg by leg. */
export function legsOf(track: Track): TrailPoint[][] {
  return track.legs.map((leg) => leg.points.map(toTrailPoint));
}

function toTrailPoint({ geoAltitudeM, predicted, ...point }: TrackPoint): TrailPoint {
  const altitudeM = point.altitudeM ?? geoAltitudeM;
  return { ...point, altitudeM, state: 'seen', ...(predicted === true && { predicted }) };
}

/**
 * The legs with one more fix: at the end of the last one, after the point where it was taken to be just before, or as the
 * first of a new one after a gap.
 */
export function withFix(
  legs: readonly (readonly TrailPoint[])[],
  fix: MotionState,
): readonly (readonly TrailPoint[])[] {
  const last = legs.at(-1);
  const end = last?.at(-1);
  if (last === undefined || end === undefined) return [...legs, [fix]];
  if (fix.observedAtMs === end.observedAtMs && fix.state !== end.state) {
    return [...legs.slice(0, -1), [...last.slice(0, -1), { ...end, state: fix.state }]];
  }
  if (fix.observedAtMs <= end.observedAtMs) return legs;
  if (isGap(end, fix)) return [...legs, [fix]];
  return [...legs.slice(0, -1), [...last, ...between(end, fix), fix].slice(-MOST_POINTS)];
}

/**
 * Whether a line breaks between two points: over a minute apart, and no longer taken to be as predicted. Far out the next
 * record of an aircraft that nobody lost may come a little later than that: its keepalive is a minute.
 */
function isGap(from: MotionState, { observedAtMs }: Pick<MotionState, 'observedAtMs'>): boolean {
  return observedAtMs - from.observedAtMs > Math.max(LINE_GAP_MS, extrapolationLimitMs(from));
}

/** Frames have one altitude, which is the one that is shown. */
const toRecord = (point: MotionState): LineRecord => ({ ...point, geoAltitudeM: null });

function between(end: TrailPoint, fix: MotionState): TrailPoint[] {
  const point = correctedPoint(toRecord(end), toRecord(fix));
  if (point === null || distanceM(point, end) < NO_CORNER_M) return [];
  const { observedAtMs, lat, lon, altitudeM } = point;
  return [{ ...end, observedAtMs, lat, lon, altitudeM, predicted: true }];
}

/**
 * Lines of one altitude band each, broken at gaps and between legs. Longitudes run on over ±180° instead of jumping, as
 * map libraries want it. Property `band` is the index in {@link ALTITUDE_BANDS}.
 */
export function trailLines(legs: readonly (readonly TrailPoint[])[]): FeatureCollection {
  const lines: { band: number; coordinates: Position[] }[] = [];
  for (const leg of legs) {
    let before: TrailPoint | undefined;
    let lon = 0;
    for (const point of leg) {
      const gap = before === undefined || isGap(before, point);
      lon = gap ? point.lon : continued(lon, point.lon);
      const band = ALTITUDE_BANDS.indexOf(altitudeBand(point.altitudeM, point.onGround));
      const line = lines.at(-1);
      if (gap || line === undefined) lines.push({ band, coordinates: [[lon, point.lat]] });
      else {
        line.coordinates.push([lon, point.lat]);
        if (line.band !== band) lines.push({ band, coordinates: [[lon, point.lat]] });
      }
      before = point;
    }
  }
  return featuresOf(lines.filter((line) => line.coordinates.length > 1));
}

/**
 * The newest piece of the trail, up to where the aircraft is drawn: from the last point that is drawn already, through
 * those that came since, to the aircraft itself unless there is a gap before it.
 * @param settledAtMs observation of the last point drawn already
 */
export function liveEnd(
  legs: readonly (readonly TrailPoint[])[],
  drawn: LatLon & { readonly observedAtMs: number; readonly altitudeM: number | null },
  onGround: boolean,
  settledAtMs: number,
): FeatureCollection {
  const since = (legs.at(-1) ?? []).filter((point) => point.observedAtMs >= settledAtMs);
  const end = since.at(-1);
  if (end === undefined) return featuresOf([]);
  if (isGap(end, drawn)) return trailLines([since]);
  const { lat, lon, altitudeM } = drawn;
  return trailLines([[...since, { ...end, lat, lon, altitudeM, onGround }]]);
}

/** The longitude that is nearest to the one before, beyond ±180° where need be. */
function continued(before: number, lon: number): number {
  return lon + 360 * Math.round((before - lon) / 360);
}

function featuresOf(lines: readonly { band: number; coordinates: Position[] }[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: lines.map(({ band, coordinates }) => ({
      type: 'Feature',
      properties: { band },
      geometry: { type: 'LineString', coordinates },
    })),
  };
}
