import type { Track, TrackFeature, TrackLeg, TrackPoint } from '#contracts/http-track.ts';

/** One line of the MultiLineString with what belongs to it. */
interface Line {
  readonly leg: TrackLeg;
  readonly coordinates: number[][];
  readonly times: string[];
  readonly altitudesM: (number | null)[];
  readonly predicted: boolean[];
}

/**
 * A track as a GeoJSON Feature: one line per leg, cut where it crosses the antimeridian (RFC 7946, 3.1.9), with the time
 * of each coordinate. The third coordinate is the height above the ellipsoid where the aircraft states it, else the
 * barometric altitude.
 */
export function toTrackFeature({ legs, ...head }: Track): TrackFeature {
  const lines = legs.flatMap(toLines);
  return {
    type: 'Feature',
    geometry: { type: 'MultiLineString', coordinates: lines.map((line) => line.coordinates) },
    properties: {
      ...head,
      coordTimes: lines.map((line) => line.times),
      altitudesM: lines.map((line) => line.altitudesM),
      predicted: lines.map((line) => line.predicted),
      legs: lines.map(({ leg }) => ({
        callsign: leg.callsign,
        flightNumber: leg.flightNumber,
        origin: leg.origin,
        destination: leg.destination,
      })),
    },
  };
}

function toLines(leg: TrackLeg): Line[] {
  let line = emptyLine(leg);
  const lines = [line];
  let previous: TrackPoint | undefined;
  for (const point of leg.points) {
    if (previous !== undefined && Math.abs(point.lon - previous.lon) > 180) {
      const edge = antimeridianBetween(previous, point);
      append(line, edge);
      line = emptyLine(leg);
      lines.push(line);
      append(line, { ...edge, lon: -edge.lon });
    }
    append(line, point);
    previous = point;
  }
  for (const { coordinates, times, altitudesM, predicted } of lines) {
    // A line needs two coordinates; an aircraft that was seen once stays where it was.
    if (coordinates.length === 1) {
      coordinates.push(...coordinates);
      times.push(...times);
      altitudesM.push(...altitudesM);
      predicted.push(...predicted);
    }
  }
  return lines;
}

function append(line: Line, point: TrackPoint): void {
  const heightM = point.geoAltitudeM ?? point.altitudeM;
  line.coordinates.push(heightM === null ? [point.lon, point.lat] : [point.lon, point.lat, heightM]);
  line.times.push(new Date(point.observedAtMs).toISOString());
  line.altitudesM.push(point.altitudeM);
  line.predicted.push(point.predicted === true);
}

const emptyLine = (leg: TrackLeg): Line => ({ leg, coordinates: [], times: [], altitudesM: [], predicted: [] });

/** The point between two where the line meets ±180°, on the side of the first. */
function antimeridianBetween(from: TrackPoint, to: TrackPoint): TrackPoint {
  const side = Math.sign(from.lon) * 180;
  const span = 360 - Math.abs(to.lon - from.lon);
  const share = span === 0 ? 0 : Math.abs(side - from.lon) / span;
  const between = (a: number, b: number) => a + (b - a) * share;
  return {
    ...from,
    observedAtMs: Math.round(between(from.observedAtMs, to.observedAtMs)),
    lat: Math.round(between(from.lat, to.lat) * 1e6) / 1e6,
    lon: side,
    predicted: true,
  };
}
