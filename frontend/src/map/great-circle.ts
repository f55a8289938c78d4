import { EARTH_RADIUS_M } from '#domain/geo.ts';

/**
 * Where the numbers of a leg lie: how far a point of the map moves when its aircraft flies along a great circle: `destination` of domain/geo.ts, written
 * as a difference. A sum of large numbers would be off by metres in the single precision of a graphics card; differences
 * this small are exact to millimetres there. Both languages below are one formula:
 * with the angle σ flown, track θ, latitude φ and d = cos φ sin σ cos θ - sin φ (1 - cos σ), the sine of the latitude
 * grows by d, so the isometric latitude grows by artanh(d / (cos² φ - d sin φ)); the longitude grows by
 * arctan(sin σ sin θ / (cos φ cos σ - sin φ sin σ cos θ)).
 */
export const LEG = { sinLat: 0, cosLat: 1, sinTrack: 2, cosTrack: 3, angle: 4, x: 5, y: 6 } as const;

/** Below this the three terms of the series are exact to a centimetre; aircraft only get above it near the poles. */
const SERIES_UP_TO = 0.1;

/** A turn around the world is one unit of the map. */
export const TURNS_PER_RADIAN = 1 / (2 * Math.PI);

/** Angle in radians that a metre on the ground is. */
export const RADIANS_PER_METRE = 1 / EARTH_RADIUS_M;

/** Numbers of a {@link LEG}: in an array, since numbers that functions hand to one another are objects to the engine. */
export function createLeg(): Float64Array {
  return new Float64Array(7);
}

/** Writes `x` and `y` of a leg, mercator, from the rest of it; its angle in radians is up to some hundredths. */
export function alongGreatCircle(leg: Float64Array): void {
  const sinLat = leg[LEG.sinLat] ?? 0;
  const cosLat = leg[LEG.cosLat] ?? 1;
  const cosTrack = leg[LEG.cosTrack] ?? 1;
  const angle = leg[LEG.angle] ?? 0;
  const square = angle * angle;
  const sine = angle * (1 - square * (1 / 6));
  const versine = square * (0.5 - square * (1 / 24));
  const rise = cosLat * sine * cosTrack - sinLat * versine;
  const north = rise / (cosLat * cosLat - sinLat * rise);
  const across = sine * (leg[LEG.sinTrack] ?? 0);
  const ahead = cosLat * (1 - versine) - sinLat * sine * cosTrack;
  leg[LEG.x] = arcTangent(across, ahead) * TURNS_PER_RADIAN;
  leg[LEG.y] = -areaTangent(north) * TURNS_PER_RADIAN;
}

function arcTangent(across: number, ahead: number): number {
  const ratio = across / ahead;
  if (ahead <= 0 || Math.abs(ratio) > SERIES_UP_TO) return Math.atan2(across, ahead);
  const square = ratio * ratio;
  return ratio * (1 - square * (1 / 3 - square * 0.2));
}

function areaTangent(value: number): number {
  if (Math.abs(value) > SERIES_UP_TO) return Math.atanh(Math.max(-ALMOST_ONE, Math.min(ALMOST_ONE, value)));
  const square = value * value;
  return value * (1 + square * (1 / 3 + square * 0.2));
}

/** The pole itself is endlessly far on this map. */
const ALMOST_ONE = 0.999999;

/** The same in the shader's language: `vec2 alongGreatCircle(float y, vec2 track, float angle)`, track as sine and cosine. */
export const GREAT_CIRCLE_GLSL = `
float arcTangent(float across, float ahead) {
  float ratio = across / ahead;
  if (ahead <= 0.0 || abs(ratio) > ${SERIES_UP_TO}) return atan(across, ahead);
  float square = ratio * ratio;
  return ratio * (1.0 - square * (1.0 / 3.0 - square / 5.0));
}

float areaTangent(float value) {
  if (abs(value) > ${SERIES_UP_TO}) {
    float clamped = clamp(value, -${ALMOST_ONE}, ${ALMOST_ONE});
    return 0.5 * log((1.0 + clamped) / (1.0 - clamped));
  }
  float square = value * value;
  return value * (1.0 + square * (1.0 / 3.0 + square / 5.0));
}

vec2 alongGreatCircle(float y, vec2 track, float angle) {
  float e = exp(6.283185307179586 * (0.5 - y));
  float cosLat = 2.0 * e / (e * e + 1.0);
  float sinLat = (e * e - 1.0) / (e * e + 1.0);
  float square = angle * angle;
  float sine = angle * (1.0 - square / 6.0);
  float versine = square * (0.5 - square / 24.0);
  float rise = cosLat * sine * track.y - sinLat * versine;
  float north = rise / (cosLat * cosLat - sinLat * rise);
  float ahead = cosLat * (1.0 - versine) - sinLat * sine * track.y;
  return vec2(arcTangent(sine * track.x, ahead), -areaTangent(north)) / 6.283185307179586;
}
`;
