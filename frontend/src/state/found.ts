import type { LatLon } from '#domain/geo.ts';
import type { MatchRank } from '#domain/aircraft-search.ts';

/** An aircraft that the search found. */
export interface FoundAircraft extends LatLon {
  readonly kind: 'aircraft';
  readonly icao24: string;
  readonly callsign: string | null;
  readonly registration: string | null;
  readonly typeCode: string | null;
  readonly flightNumber: string | null;
  /** The page holds it, or it is heard elsewhere, or it was last heard a while ago. */
  readonly where: 'held' | 'elsewhere' | 'past';
  readonly observedAtMs: number;
  readonly rank: MatchRank;
}

/** An airport that the search found. */
export interface FoundAirport extends LatLon {
  readonly kind: 'airport';
  readonly iata: string;
  /** Null where the source doesn't tell. */
  readonly icao: string | null;
  readonly name: string;
  /** Null where the source tells only its code. */
  readonly city: string | null;
  readonly rank: MatchRank;
}

export type Found = FoundAircraft | FoundAirport;

/** No list of the search is longer. */
export const MOST_FOUND = 8;
/** Airports keep so many places of it, however many aircraft match. */
const KEPT_FOR_AIRPORTS = 2;

/**
 * The best of what was found, each once: exact names, then beginnings, then parts; of the same rank aircraft that the
 * page holds come first, then others, then airports.
 */
export function bestFound(found: readonly Found[]): readonly Found[] {
  const unique = new Map<string, Found>();
  for (const one of found) {
    const key = one.kind === 'aircraft' ? `aircraft ${one.icao24}` : `airport ${one.iata}`;
    if (!unique.has(key)) unique.set(key, one);
  }
  const sorted = [...unique.values()].sort((a, b) => a.rank - b.rank || orderOf(a) - orderOf(b));
  const airports = sorted.filter(({ kind }) => kind === 'airport').length;
  const mostAircraft = MOST_FOUND - Math.min(KEPT_FOR_AIRPORTS, airports);
  let aircraft = 0;
  return sorted.filter(({ kind }) => kind === 'airport' || ++aircraft <= mostAircraft).slice(0, MOST_FOUND);
}

const ORDER = { held: 0, elsewhere: 1, past: 2 } as const;

function orderOf(found: Found): number {
  return found.kind === 'aircraft' ? ORDER[found.where] : Object.keys(ORDER).length;
}
