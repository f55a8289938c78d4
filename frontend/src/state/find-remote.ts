import { matchAircraft, MATCH, parseAircraftQuery } from '#domain/aircraft-search.ts';
import { isIcao24 } from '#domain/address.ts';
import type { Aircraft } from '#contracts/http-aircraft.ts';
import type { AircraftSearch } from '#contracts/http-aircraft-search.ts';
import type { AirportPage } from '#contracts/http-reference.ts';
import { ApiError } from '../api/api-error.ts';
import { plainText } from '../schedules/plain-text.ts';
import type { FindClient } from '../api/find-client.ts';
import type { Found, FoundAirport } from './found.ts';
import type { Language } from '../i18n/languages.ts';

export interface RemoteQuery {
  readonly text: string;
  readonly language: Language;
  /** The page holds the aircraft with this very address: the server has nothing newer. */
  readonly isHeld: boolean;
  /** The server has airports: without schedules it has none, and says so by failing. */
  readonly hasAirports: boolean;
  readonly signal: AbortSignal;
}

/** What the server knows beside what the page holds; `failed` where it couldn't be asked for all of it. */
export interface RemoteFound {
  readonly found: readonly Found[];
  readonly failed: boolean;
}

/** Asks for aircraft anywhere, for airports by their names in the reader's language, and for a whole address for itself. */
export async function findRemote(client: FindClient, query: RemoteQuery): Promise<RemoteFound> {
  const { text, language, signal } = query;
  const icao24 = text.toLowerCase();
  const asksAddress = isIcao24(icao24) && !query.isHeld;
  const [aircraft, address, airports] = await Promise.allSettled([
    client.aircraft(text, signal),
    asksAddress ? client.address(icao24, signal) : Promise.resolve(null),
    query.hasAirports ? client.airports(text, language, signal) : Promise.resolve(null),
  ]);
  const found: Found[] = [];
  if (aircraft.status === 'fulfilled') found.push(...aircraftOf(aircraft.value, text));
  if (address.status === 'fulfilled' && address.value !== null) found.push(pastAircraft(address.value));
  if (airports.status === 'fulfilled' && airports.value !== null) found.push(...airportsOf(airports.value, text));
  // Of an address that was never heard there is nothing to find; that is an answer.
  const isUnknown = address.status === 'rejected' && isNotFound(address.reason);
  // The airports that the page brings along are found without the server.
  return { found, failed: aircraft.status === 'rejected' || (address.status === 'rejected' && !isUnknown) };
}

function aircraftOf({ aircraft }: AircraftSearch, text: string): Found[] {
  const query = parseAircraftQuery(text);
  return aircraft.map((one) => ({
    kind: 'aircraft',
    icao24: one.icao24,
    callsign: one.callsign,
    registration: one.registration,
    typeCode: one.typeCode,
    flightNumber: one.flightNumber,
    lat: one.lat,
    lon: one.lon,
    observedAtMs: one.observedAtMs,
    where: 'elsewhere',
    rank: (query === null ? null : matchAircraft(query, one)) ?? MATCH.substring,
  }));
}

function pastAircraft({ icao24, identity, position, lastSeenMs }: Aircraft): Found {
  const { callsign, registration, typeCode, flightNumber } = identity;
  const { lat, lon } = position;
  const names = { icao24, callsign, registration, typeCode, flightNumber };
  return { kind: 'aircraft', ...names, lat, lon, observedAtMs: lastSeenMs, where: 'past', rank: MATCH.exact };
}

function airportsOf({ items }: AirportPage, text: string): FoundAirport[] {
  const wanted = plainText(text);
  return items.flatMap(({ code, name, names, lat, lon, locationType }) => {
    if (lat === null || lon === null || (locationType !== null && locationType !== 'Airport')) return [];
    const isExact = code.toLowerCase() === wanted || Object.values(names).some((each) => plainText(each) === wanted);
    return [
      {
        kind: 'airport',
        iata: code,
        icao: null,
        name,
        city: null,
        lat,
        lon,
        rank: isExact ? MATCH.exact : MATCH.prefix,
      },
    ];
  });
}

function isNotFound(reason: unknown): boolean {
  return reason instanceof ApiError && reason.code === 'not_found';
}
