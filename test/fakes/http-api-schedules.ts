import type { EtlRun } from '#contracts/etl-run.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import type { FlightStatus } from '#domain/schedules/flight-status.ts';
import type { Itinerary, Leg } from '#domain/schedules/itinerary.ts';
import {
  referenceKey,
  type AircraftType,
  type Airline,
  type City,
  type Country,
  type ReferenceAirport,
} from '#domain/schedules/reference-data.ts';
import { searchWords } from '#domain/schedules/search-words.ts';
import type { SchedulePorts } from '../../lambdas/http-api/app.ts';
import type { ListedResource, ReferenceEntry } from '../../lambdas/http-api/schedules/list-reference.ts';
import type { BoardQuery } from '../../lambdas/http-api/schedules/read-board.ts';
import type { QuotaUse } from '../../lambdas/http-api/schedules/schedule-state.ts';

/** Schedules and reference data held in memory, to be changed as a test likes. */
export interface FakeSchedules extends SchedulePorts {
  countries: readonly Country[];
  cities: readonly City[];
  airports: readonly ReferenceAirport[];
  airlines: readonly Airline[];
  aircraftTypes: readonly AircraftType[];
  itineraries: readonly Itinerary[];
  statuses: readonly FlightStatus[];
  /** Keys of reference data that its source no longer has: `airports/FRA`. */
  gone: ReadonlySet<string>;
  source: DataSource | null;
  runs: readonly EtlRun[];
  quota: QuotaUse;
  /** When every status was read. */
  statusAtMs: number;
  /** What was asked of the source of reference data, `airports FRA,JFK`. */
  readonly reads: string[];
}

export function createFakeSchedules(): FakeSchedules {
  const reads: string[] = [];
  const pick = <T>(
    name: string,
    entries: readonly T[],
    keyOf: (entry: T) => string | null,
    keys: readonly string[],
  ) => {
    if (keys.length > 0) reads.push(`${name} ${[...keys].sort().join(',')}`);
    return Promise.resolve(entries.filter((entry) => keys.includes(keyOf(entry) ?? '')));
  };
  const from = (origins: readonly string[]) => fake.itineraries.filter(({ origin }) => origins.includes(origin));
  const between = (origins: readonly string[], destinations: readonly string[]) =>
    from(origins).filter(({ destination }) => destinations.includes(destination));
  const sorted = (texts: readonly string[]) => Promise.resolve([...new Set(texts)].sort());
  const legs = (): Leg[] => {
    const known = new Map(fake.itineraries.flatMap((one) => one.legs).map((leg) => [legKey(leg), leg]));
    return [...known.values()].sort((a, b) => a.departure.atMs - b.departure.atMs);
  };

  const fake: FakeSchedules = {
    countries: [],
    cities: [],
    airports: [],
    airlines: [],
    aircraftTypes: [],
    itineraries: [],
    statuses: [],
    gone: new Set(),
    source: 'lufthansa',
    runs: [],
    quota: null,
    statusAtMs: 0,
    reads,
    references: {
      countries: (codes) => pick('countries', fake.countries, (one) => one.countryCode, codes),
      cities: (codes) => pick('cities', fake.cities, (one) => one.cityCode, codes),
      airports: (codes) => pick('airports', fake.airports, (one) => one.airportCode, codes),
      airportsOfCities: (codes) => pick('airports of cities', fake.airports, (one) => one.cityCode, codes),
      airlines: (ids) => pick('airlines', fake.airlines, (one) => one.airlineId, ids),
      aircraftTypes: (codes) => pick('aircraft types', fake.aircraftTypes, (one) => one.aircraftCode, codes),
      designators: () =>
        Promise.resolve(
          new Map(fake.airlines.flatMap((one) => (one.icao === null ? [] : [[one.icao, one.airlineId]]))),
        ),
      list: (resource, { words, limit, offset }) => {
        const found = entriesOf(fake, resource)
          .filter(({ key, texts }) =>
            words.every((word) => wordsOf(key, texts).some((other) => other.startsWith(word))),
          )
          .sort((a, b) => rank(a.key, words) - rank(b.key, words) || (a.key < b.key ? -1 : 1));
        const entries = found.slice(offset, offset + limit).map(({ entry }) => entry);
        return Promise.resolve({ total: found.length, entries });
      },
    },
    flights: {
      itineraries: ({ origins, destinations, date, limit }) =>
        Promise.resolve(
          between(origins, destinations)
            .filter(({ departureDate }) => departureDate === date)
            .sort((a, b) => departureMs(a) - departureMs(b) || a.durationMin - b.durationMin)
            .slice(0, limit),
        ),
      origins: () => sorted(fake.itineraries.map(({ origin }) => origin)),
      destinations: (origins) => sorted(from(origins).map(({ destination }) => destination)),
      dates: (origins, destinations) => sorted(between(origins, destinations).map((one) => one.departureDate)),
      isServed: (airport) =>
        Promise.resolve(legs().some((leg) => leg.departure.airport === airport || leg.arrival.airport === airport)),
    },
    board: {
      legs: (query) => {
        const here = (leg: Leg) => (query.direction === 'departures' ? leg.departure : leg.arrival);
        const found = legs().filter((leg) => isOnBoard(query, here(leg).airport, here(leg).atMs));
        return Promise.resolve(found.sort((a, b) => here(a).atMs - here(b).atMs).slice(0, query.limit));
      },
      statuses: (query) => {
        const here = (one: FlightStatus) => (query.direction === 'departures' ? one.departure : one.arrival);
        const found = fake.statuses.filter((one) => isOnBoard(query, here(one).airport, here(one).scheduledMs));
        return Promise.resolve(found.map((status) => ({ status, updatedAtMs: fake.statusAtMs })).slice(0, query.limit));
      },
    },
    joins: {
      legs: ({ number, fromMs, toMs }) =>
        Promise.resolve(
          legs().filter(
            ({ flight, operatingAirline, departure }) =>
              formatFlightNumber(flight) === formatFlightNumber(number) &&
              flight.airline === operatingAirline &&
              departure.atMs >= fromMs &&
              departure.atMs <= toMs,
          ),
        ),
      statuses: ({ number, fromMs, toMs }) =>
        Promise.resolve(
          fake.statuses.filter(
            ({ flight, departure }) =>
              formatFlightNumber(flight) === formatFlightNumber(number) &&
              departure.scheduledMs >= fromMs &&
              departure.scheduledMs <= toMs,
          ),
        ),
    },
    state: {
      source: () => Promise.resolve(fake.source),
      counts: () =>
        Promise.resolve({
          countries: fake.countries.length,
          cities: fake.cities.length,
          airports: fake.airports.length,
          airlines: fake.airlines.length,
          aircraftTypes: fake.aircraftTypes.length,
          flights: fake.itineraries.length,
        }),
      newestRuns: () => Promise.resolve(fake.runs),
      quota: () => Promise.resolve(fake.quota),
    },
  };
  return fake;
}

const legKey = ({ flight, departure }: Leg): string => `${formatFlightNumber(flight)}/${departure.atMs}`;
const departureMs = ({ legs }: Itinerary): number => legs[0]?.departure.atMs ?? 0;

function isOnBoard({ airports, fromMs, toMs }: BoardQuery, airport: string, atMs: number): boolean {
  return airports.includes(airport) && atMs >= fromMs && atMs <= toMs;
}

interface Listed<R extends ListedResource> {
  readonly key: string;
  readonly texts: readonly string[];
  readonly entry: ReferenceEntry<R>;
}

function entriesOf<R extends ListedResource>(fake: FakeSchedules, resource: R): Listed<R>[] {
  const records: { readonly [K in ListedResource]: readonly ReferenceEntry<K>['record'][] } = fake;
  return records[resource].map((record) => {
    const key = referenceKey<ListedResource>(resource, record);
    const isGone = fake.gone.has(`${resource}/${key}`);
    return { key, texts: Object.values(record.names), entry: { record, isGone } };
  });
}

const wordsOf = (key: string, texts: readonly string[]): string[] => searchWords([key, ...texts].join(' '));

/** An entry whose own code was asked for comes first. */
function rank(key: string, words: readonly string[]): number {
  return key.toLowerCase().split('/').includes(words.join('')) ? 0 : 1;
}
