import { iataDesignatorOf, icaoDesignatorsOf } from './airline-designators.ts';
import type { Identity } from './position.ts';

/** What an aircraft can be found by. */
export interface NamedAircraft extends Pick<Identity, 'callsign' | 'registration' | 'flightNumber'> {
  readonly icao24: string;
}

/** How well an aircraft matches, best first. */
export const MATCH = { exact: 0, prefix: 1, substring: 2 } as const;
export type MatchRank = (typeof MATCH)[keyof typeof MATCH];

/** What was typed, in every spelling that an aircraft may bear it in. */
export interface AircraftQuery {
  /** Upper case, only letters and digits; the first is as typed. */
  readonly spellings: readonly string[];
}

/** Nobody types more to find an aircraft. */
export const LONGEST_AIRCRAFT_QUERY = 40;
/** One sign is in nearly every name. */
const SHORTEST_SUBSTRING = 2;
const FLIGHT = /^([A-Z]{3}|[A-Z][A-Z0-9]|[0-9][A-Z])0*([1-9]\d{0,3}[A-Z]?)$/;

/**
 * Reads what was typed: a callsign, a flight number, a registration or an address, in any case, with or without spaces,
 * hyphens and leading zeros. A flight number also stands for the callsigns that spell it, and the other way round:
 * `af 0123` is AFR123 too.
 * @returns null where there is nothing to look for
 */
export function parseAircraftQuery(text: string): AircraftQuery | null {
  const typed = compact(text.slice(0, LONGEST_AIRCRAFT_QUERY));
  if (typed === '') return null;
  return { spellings: [...new Set([typed, ...flightSpellings(typed)])] };
}

/** How well the aircraft matches; null where it doesn't. */
export function matchAircraft({ spellings }: AircraftQuery, aircraft: NamedAircraft): MatchRank | null {
  const names = namesOf(aircraft);
  let best: MatchRank | null = null;
  for (const spelling of spellings) {
    for (const name of names) {
      const rank = rankOf(name, spelling);
      if (rank === MATCH.exact) return rank;
      if (rank !== null && (best === null || rank < best)) best = rank;
    }
  }
  return best;
}

function rankOf(name: string, spelling: string): MatchRank | null {
  if (name === spelling) return MATCH.exact;
  const at = name.indexOf(spelling);
  if (at === 0) return MATCH.prefix;
  return at > 0 && spelling.length >= SHORTEST_SUBSTRING ? MATCH.substring : null;
}

function namesOf({ icao24, callsign, registration, flightNumber }: NamedAircraft): readonly string[] {
  const names = [compact(icao24)];
  for (const stated of [callsign, registration, flightNumber]) if (stated !== null) names.push(compact(stated));
  for (const flight of [callsign, flightNumber]) {
    const match = flight === null ? null : FLIGHT.exec(compact(flight));
    if (match !== null) names.push(`${match[1] ?? ''}${match[2] ?? ''}`);
  }
  return names;
}

/** The same flight without leading zeros, under each designator of its carrier. */
function flightSpellings(typed: string): readonly string[] {
  const match = FLIGHT.exec(typed);
  if (match === null) return [];
  const [, designator = '', number = ''] = match;
  const iata = iataDesignatorOf(designator);
  const others = designator.length === 3 ? (iata === undefined ? [] : [iata]) : icaoDesignatorsOf(designator);
  return [designator, ...others].map((carrier) => `${carrier}${number}`);
}

function compact(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
