import type { Position } from '#domain/position.ts';

/** The numbers of a position that come from conversions of units. */
export type Motion = Pick<
  Position,
  'lat' | 'lon' | 'altitudeM' | 'geoAltitudeM' | 'groundSpeedMps' | 'trackDeg' | 'verticalRateMps'
>;

/**
 * Rounds to what was measured: feeds give altitudes in 25 ft and speeds in knots, and the digits behind come from the
 * conversion alone. Degrees keep six digits, 0.1 m.
 */
export function roundedMotion(position: Motion): Motion {
  return {
    lat: rounded(position.lat, 1e6),
    lon: rounded(position.lon, 1e6),
    altitudeM: roundedOrNull(position.altitudeM, 10),
    geoAltitudeM: roundedOrNull(position.geoAltitudeM, 10),
    groundSpeedMps: roundedOrNull(position.groundSpeedMps, 100),
    trackDeg: roundedOrNull(position.trackDeg, 100),
    verticalRateMps: roundedOrNull(position.verticalRateMps, 100),
  };
}

function roundedOrNull(value: number | null, perUnit: number): number | null {
  return value === null ? null : rounded(value, perUnit);
}

function rounded(value: number, perUnit: number): number {
  return Math.round(value * perUnit) / perUnit;
}
