import type { Db } from 'mongodb';
import { isJsonObject, optionalText, type JsonObject } from '#contracts/read.ts';
import type {
  AircraftType,
  Airline,
  City,
  Country,
  ReferenceAirport,
  ReferenceRecords,
  ReferenceResource,
} from '#domain/schedules/reference-data.ts';
import { readReferenceRecord, REFERENCE_COLLECTIONS } from './reference-document.ts';

/** Stored reference data by its codes. What the source no longer has is found too; what isn't stored is left out. */
export interface ReferenceReader {
  countries(codes: readonly string[]): Promise<readonly Country[]>;
  cities(codes: readonly string[]): Promise<readonly City[]>;
  airports(codes: readonly string[]): Promise<readonly ReferenceAirport[]>;
  airportsOfCities(cityCodes: readonly string[]): Promise<readonly ReferenceAirport[]>;
  /** All carriers that bear one of these IATA designators. */
  airlines(ids: readonly string[]): Promise<readonly Airline[]>;
  aircraftTypes(codes: readonly string[]): Promise<readonly AircraftType[]>;
  /** IATA designators by ICAO ones. */
  designators(): Promise<ReadonlyMap<string, string>>;
}

const READ_MS = 5000;
/** No field of the search is needed to name something. */
const PROJECTION = { search: 0, insert_at: 0, updated_at: 0, seen_run: 0, seen_in: 0, location: 0 } as const;

export function createReferenceReader(db: Db): ReferenceReader {
  async function find<R extends ReferenceResource>(
    resource: R,
    field: string,
    values: readonly string[],
  ): Promise<readonly ReferenceRecords[R][]> {
    if (values.length === 0) return [];
    const found: unknown[] = await db
      .collection(REFERENCE_COLLECTIONS[resource])
      .find({ [field]: { $in: values } }, { projection: PROJECTION, maxTimeMS: READ_MS })
      .toArray();
    return found.filter(isJsonObject).map((document) => readReferenceRecord(resource, withTimeZone(document)));
  }

  return {
    countries: (codes) => find('countries', '_id', codes),
    cities: (codes) => find('cities', '_id', codes),
    airports: (codes) => find('airports', '_id', codes),
    airportsOfCities: (cityCodes) => find('airports', 'city_code', cityCodes),
    airlines: (ids) => find('airlines', 'airline_id', ids),
    aircraftTypes: (codes) => find('aircraft', '_id', codes),
    designators: async () => {
      const found: unknown[] = await db
        .collection(REFERENCE_COLLECTIONS.airlines)
        .find(
          { airline_id_icao: { $gt: '' } },
          { projection: { _id: 0, airline_id: 1, airline_id_icao: 1 }, maxTimeMS: READ_MS },
        )
        .toArray();
      return new Map(
        found.filter(isJsonObject).flatMap((airline) => {
          const [icao, iata] = [optionalText(airline, 'airline_id_icao', 10), optionalText(airline, 'airline_id', 10)];
          return icao === null || iata === null ? [] : [[icao, iata] as const];
        }),
      );
    },
  };
}

/** A zone that was found by an airport's position or city is as good as its own to who reads it. */
export function withTimeZone(document: JsonObject): JsonObject {
  return { ...document, time_zone_from: null };
}
