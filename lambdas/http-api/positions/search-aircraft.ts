import { MOST_AIRCRAFT_FOUND, type AircraftSearch } from '#contracts/http-aircraft-search.ts';
import { matchAircraft, parseAircraftQuery, type MatchRank } from '#domain/aircraft-search.ts';
import type { Position } from '#domain/position.ts';
import { shownKind, type Picture } from './read-picture.ts';
import { roundedMotion } from './rounding.ts';

/** The aircraft of the picture, of the kind that is shown, that a text names; best first. */
export function searchAircraft(picture: Picture, text: string): AircraftSearch {
  const query = parseAircraftQuery(text);
  if (query === null) return { total: 0, aircraft: [] };
  const found: { readonly position: Position; readonly rank: MatchRank }[] = [];
  for (const position of picture.positions[shownKind(picture)]) {
    const rank = matchAircraft(query, position);
    if (rank !== null) found.push({ position, rank });
  }
  found.sort((a, b) => a.rank - b.rank || (nameOf(a.position) < nameOf(b.position) ? -1 : 1));
  return {
    total: found.length,
    aircraft: found.slice(0, MOST_AIRCRAFT_FOUND).map(({ position }) => toFound(position)),
  };
}

function nameOf({ callsign, registration, icao24 }: Position): string {
  return `${callsign ?? registration ?? ''} ${icao24}`;
}

function toFound(position: Position): AircraftSearch['aircraft'][number] {
  const { icao24, kind, callsign, registration, typeCode, flightNumber, observedAtMs } = position;
  const { lat, lon } = roundedMotion(position);
  return { icao24, kind, callsign, registration, typeCode, flightNumber, lat, lon, observedAtMs };
}
