import type { Observation } from '../observation.ts';
import type { Position, PositionKind } from '../position.ts';

/**
 * A row that is accepted so far as a position.
 * @param publishedAtMs becomes `receivedAtMs`
 */
export function positionOfRow(
  row: Observation,
  feed: { readonly feed: string; readonly kind: PositionKind },
  publishedAtMs: number,
): Position {
  return {
    icao24: row.icao24,
    observedAtMs: row.observedAtMs ?? publishedAtMs,
    receivedAtMs: publishedAtMs,
    lat: row.lat ?? 0,
    lon: row.lon ?? 0,
    altitudeM: row.altitudeM,
    geoAltitudeM: row.geoAltitudeM,
    onGround: row.onGround,
    groundSpeedMps: row.groundSpeedMps,
    trackDeg: row.trackDeg,
    verticalRateMps: row.verticalRateMps,
    callsign: row.callsign,
    registration: row.registration,
    typeCode: row.typeCode,
    flightNumber: row.flightNumber,
    airline: row.airline,
    origin: row.origin,
    destination: row.destination,
    squawk: row.squawk,
    category: row.category,
    emergency: row.emergency,
    source: row.source,
    feed: feed.feed,
    kind: feed.kind,
    level: 'world',
    state: 'seen',
  };
}
