import { MAX_ITINERARIES, type Direction, type Flights, type Place } from '#contracts/http-flights.ts';
import type { Itinerary, Leg } from '#domain/schedules/itinerary.ts';
import { scheduledFlight } from '#domain/schedules/known-flight.ts';
import type { NameLanguage } from '#domain/schedules/reference-data.ts';
import { aircraftOf, type Airborne } from './airborne.ts';
import { codesOf, toHttpItinerary } from './itinerary-answer.ts';
import type { NameBook, ReferenceDirectory } from './reference-directory.ts';

export interface FlightQuery {
  readonly origins: readonly string[];
  readonly destinations: readonly string[];
  /** Local date of departure. */
  readonly date: string;
  readonly limit: number;
}

export interface FlightSource {
  /** By departure; of those that leave at once the shorter first. */
  itineraries(query: FlightQuery): Promise<readonly Itinerary[]>;
  /** Local dates of departure on which there is something, ascending. */
  dates(origins: readonly string[], destinations: readonly string[]): Promise<readonly string[]>;
}

export interface SearchPorts {
  readonly flights: FlightSource;
  readonly directory: ReferenceDirectory;
  /** Aircraft in the air now; asked only where a leg might be under way. */
  readonly airborne: () => Promise<Airborne>;
}

export interface SearchRequest {
  readonly from: Place;
  readonly to: Place;
  readonly date: string;
  readonly returnDate: string | undefined;
  readonly language: NameLanguage;
  readonly nowMs: number;
}

const HOUR_MS = 3_600_000;
/** Flights leave earlier or arrive later than scheduled by so much and are still looked for in the sky. */
const BEFORE_MS = 3 * HOUR_MS;
const AFTER_MS = 6 * HOUR_MS;
/** Dates offered on each side of one that has nothing. */
const NEAREST_EACH = 2;

/** The search: one read of each direction. */
export async function searchFlights(ports: SearchPorts, request: SearchRequest): Promise<Omit<Flights, 'sample'>> {
  const { from, to, date, returnDate, language, nowMs } = request;
  const search = (way: Pick<Direction, 'from' | 'to' | 'date'>) => searchDirection(ports, { way, language, nowMs });
  const [outbound, inbound] = await Promise.all([
    search({ from, to, date }),
    returnDate === undefined ? null : search({ from: to, to: from, date: returnDate }),
  ]);
  return { outbound, inbound };
}

interface DirectionRequest {
  readonly way: Pick<Direction, 'from' | 'to' | 'date'>;
  readonly language: NameLanguage;
  readonly nowMs: number;
}

async function searchDirection(ports: SearchPorts, { way, language, nowMs }: DirectionRequest): Promise<Direction> {
  const origins = way.from.airportCodes;
  const destinations = way.to.airportCodes;
  const query = { origins, destinations, date: way.date, limit: MAX_ITINERARIES + 1 };
  const found = await ports.flights.itineraries(query);
  const shown = found.slice(0, MAX_ITINERARIES);
  const book = await ports.directory.book(codesOf(legsOf(shown)), language);
  const icao24Of = await aircraftFinder(ports, shown, { book, nowMs });
  const dates = shown.length > 0 ? [] : await ports.flights.dates(origins, destinations);
  return {
    ...way,
    isTruncated: found.length > shown.length,
    itineraries: shown.map((itinerary) => toHttpItinerary(itinerary, book, icao24Of)),
    nearestDates: nearestOf(dates, way.date),
  };
}

function* legsOf(itineraries: readonly Itinerary[]): Generator<Leg> {
  for (const { legs } of itineraries) yield* legs;
}

/** Looks for aircraft only where a leg may be under way: most searches are for a day to come. */
async function aircraftFinder(
  ports: SearchPorts,
  itineraries: readonly Itinerary[],
  { book, nowMs }: { readonly book: NameBook; readonly nowMs: number },
): Promise<(leg: Leg) => string | null> {
  const isUnderWay = ({ departure, arrival }: Leg): boolean =>
    departure.atMs - BEFORE_MS <= nowMs && nowMs <= arrival.atMs + AFTER_MS;
  if (!itineraries.some(({ legs }) => legs.some(isUnderWay))) return () => null;
  const airborne = await ports.airborne();
  return (leg) => (isUnderWay(leg) ? aircraftOf(scheduledFlight(leg), airborne, book) : null);
}

/** Up to two dates before and two after, of ascending ones. */
function nearestOf(dates: readonly string[], date: string): string[] {
  const before = dates.filter((candidate) => candidate < date).slice(-NEAREST_EACH);
  const after = dates.filter((candidate) => candidate > date).slice(0, NEAREST_EACH);
  return [...before, ...after];
}
