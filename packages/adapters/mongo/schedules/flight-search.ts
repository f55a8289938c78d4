import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import type { Itinerary } from '#domain/schedules/itinerary.ts';
import { ITINERARY_FIELDS, readFlight, type FlightDocument } from './flight-document.ts';

export interface ItineraryQuery {
  /** Airports. */
  readonly origins: readonly string[];
  readonly destinations: readonly string[];
  /** Local date of departure. */
  readonly date: string;
  readonly limit: number;
}

/** Finds stored flights. Each read is bounded by the index `route_day`; none scans the collection. */
export interface FlightSearch {
  /** By departure; of those that leave at once the shorter first. */
  itineraries(query: ItineraryQuery): Promise<readonly Itinerary[]>;
  /** Airports that stored flights start from. */
  origins(): Promise<readonly string[]>;
  /** Airports that can be reached from any of these. */
  destinations(origins: readonly string[]): Promise<readonly string[]>;
  /** Local dates of departure on which there is something, ascending. */
  dates(origins: readonly string[], destinations: readonly string[]): Promise<readonly string[]>;
  /** Whether a stored flight begins, ends or stops there. */
  isServed(airport: string): Promise<boolean>;
}

/** The longest a search may take on the server; whoever waits longer has given up. */
const SEARCH_MS = 5000;

export function createFlightSearch(db: Db): FlightSearch {
  const flights = db.collection<FlightDocument>(COLLECTIONS.flights);

  /** One after the other skips from value to value in the index, which it doesn't for several origins at once. */
  async function destinations(origins: readonly string[]): Promise<readonly string[]> {
    const found = await Promise.all(origins.map((origin) => distinctTexts('destination', { origin })));
    return [...new Set(found.flat())].sort();
  }

  async function distinctTexts(field: string, filter: object): Promise<readonly string[]> {
    const values: unknown[] = await flights.distinct(field, filter, { maxTimeMS: SEARCH_MS });
    return values.filter((value) => typeof value === 'string');
  }

  return {
    itineraries: async ({ origins, destinations: wanted, date, limit }) => {
      const filter = { origin: oneOf(origins), destination: oneOf(wanted), departure_date: date };
      const documents: unknown[] = await flights
        .find(filter, { projection: ITINERARY_FIELDS, sort: { departs_at: 1 }, limit, maxTimeMS: SEARCH_MS })
        .toArray();
      return documents.map(readFlight).sort((a, b) => departureMs(a) - departureMs(b) || a.durationMin - b.durationMin);
    },
    origins: () => distinctTexts('origin', {}),
    destinations,
    dates: async (origins, wanted) => {
      const found = await Promise.all(
        origins.map(async (origin) => {
          const reached = wanted.length === 1 ? wanted : await distinctTexts('destination', { origin });
          const pairs = wanted.filter((destination) => reached.includes(destination));
          return Promise.all(pairs.map((destination) => distinctTexts('departure_date', { origin, destination })));
        }),
      );
      return [...new Set(found.flat(2))].sort();
    },
    isServed: async (airport) => {
      const served = { $or: [{ 'legs.origin': airport }, { 'legs.destination': airport }] };
      return (await flights.findOne(served, { projection: { _id: 1 }, maxTimeMS: SEARCH_MS })) !== null;
    },
  };
}

const oneOf = (codes: readonly string[]): string | { readonly $in: readonly string[] } => {
  const [only] = codes;
  return codes.length === 1 && only !== undefined ? only : { $in: codes };
};

const departureMs = ({ legs }: Itinerary): number => legs[0]?.departure.atMs ?? 0;
