import type { JsonObject } from '#contracts/read.ts';
import { metresToFeet, mpsToFeetPerMinute, mpsToKnots } from '#domain/units.ts';
import type { CurvePoint } from './flight-curve.ts';
import type { SampleAircraft } from './sky-sample.ts';

/** What readsb would write of an aircraft that has moved on. */
export interface MovedAircraft {
  readonly icao24: string;
  readonly donor: SampleAircraft;
  readonly point: CurvePoint;
  /** How old the position is, ms. */
  readonly ageMs: number;
  /** Messages heard since the captured picture. */
  readonly messages: number;
}

/** The aircraft's row in readsb's own digits; all that is not motion stays as captured. */
export function movedRow({ icao24, donor: { row }, point, ageMs, messages }: MovedAircraft): JsonObject {
  const altitudeFt = stepped(point.altitudeM === null ? null : metresToFeet(point.altitudeM), 25);
  const rateFpm = stepped(point.verticalRateMps === null ? null : mpsToFeetPerMinute(point.verticalRateMps), 64);
  return {
    ...row,
    hex: icao24,
    ...('alt_baro' in row ? { alt_baro: altitudeFt } : {}),
    ...('alt_geom' in row ? { alt_geom: altitudeFt === null ? null : altitudeFt + geometricExcessFt(row) } : {}),
    gs: digits(point.groundSpeedMps === null ? null : mpsToKnots(point.groundSpeedMps), 1),
    track: digits(point.trackDeg, 2),
    ...('baro_rate' in row ? { baro_rate: rateFpm } : {}),
    ...('geom_rate' in row ? { geom_rate: rateFpm } : {}),
    lat: digits(point.lat, 6),
    lon: digits(point.lon, 6),
    seen_pos: digits(ageMs / 1000, 1),
    seen: digits(Math.min(ageMs, 500) / 1000, 1),
    messages: Number(row['messages'] ?? 0) + messages,
    rssi: digits(Number(row['rssi'] ?? -20) + ((messages * 7) % 10) / 10, 1),
  };
}

/** The text of a picture as readsb writes it. */
export function aircraftJson(nowMs: number, rows: readonly JsonObject[]): string {
  return JSON.stringify({ now: nowMs / 1000, messages: 3_788_801_925, aircraft: rows });
}

function geometricExcessFt({ alt_baro: barometric, alt_geom: geometric }: JsonObject): number {
  return typeof barometric === 'number' && typeof geometric === 'number' ? geometric - barometric : 0;
}

function stepped(value: number | null, step: number): number | null {
  return value === null ? null : Math.round(value / step) * step;
}

function digits(value: number | null, count: number): number | null {
  return value === null ? null : Number(value.toFixed(count));
}
