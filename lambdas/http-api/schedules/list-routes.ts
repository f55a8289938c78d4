import type { Place, Routes } from '#contracts/http-flights.ts';
import type { NameLanguage } from '#domain/schedules/reference-data.ts';
import type { NameBook, ReferenceDirectory } from './reference-directory.ts';

export interface RouteSource {
  /** Airports that stored schedules start from. */
  origins(): Promise<readonly string[]>;
  /** Airports that can be reached from any of these. */
  destinations(origins: readonly string[]): Promise<readonly string[]>;
  /** Local dates of departure on which there is something, ascending. */
  dates(origins: readonly string[], destinations: readonly string[]): Promise<readonly string[]>;
}

export interface RoutePorts {
  readonly flights: RouteSource;
  readonly directory: ReferenceDirectory;
}

export interface RouteRequest {
  readonly from: Place | null;
  readonly to: Place | null;
  readonly language: NameLanguage;
}

/** What a search can choose from: origins, destinations of an origin, days of a route. Past days that are kept too. */
export async function listRoutes(
  { flights, directory }: RoutePorts,
  { from, to, language }: RouteRequest,
): Promise<Omit<Routes, 'sample'>> {
  const [airports, dates] = await Promise.all([
    from === null ? flights.origins() : flights.destinations(from.airportCodes),
    from === null || to === null ? [] : flights.dates(from.airportCodes, to.airportCodes),
  ]);
  const book = await directory.book({ airports }, language);
  return {
    from: from?.code ?? null,
    to: to?.code ?? null,
    places: await listPlaces(airports, { book, directory, language }),
    dates: [...dates],
  };
}

interface Naming {
  readonly book: NameBook;
  readonly directory: ReferenceDirectory;
  readonly language: NameLanguage;
}

/** Airports with the cities that stand for several of them, or that are known by another code (PAR for CDG and ORY). */
async function listPlaces(airports: readonly string[], { book, directory, language }: Naming): Promise<Place[]> {
  const places = airports.map((code) => book.airport(code));
  const byCity = new Map<string, string[]>();
  for (const { code, cityCode } of places) {
    if (cityCode !== null) byCity.set(cityCode, [...(byCity.get(cityCode) ?? []), code]);
  }
  const named = [...byCity].filter(([city, codes]) => codes.length > 1 || codes[0] !== city);
  const cities = await Promise.all(named.map(([city, codes]) => directory.city(city, codes.sort(), language)));
  const cityCodes = new Set(cities.map(({ code }) => code));
  const { compare } = new Intl.Collator(language);
  return [...cities, ...places.filter(({ code }) => !cityCodes.has(code))].sort(
    (a, b) =>
      compare(a.cityName, b.cityName) ||
      (a.cityCode ?? '').localeCompare(b.cityCode ?? '') ||
      Number(a.kind === 'airport') - Number(b.kind === 'airport') ||
      compare(a.name, b.name),
  );
}
