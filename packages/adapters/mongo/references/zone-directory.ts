import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { airportByIata } from '#domain/airports.ts';
import { isTimeZone } from '#domain/local-time.ts';
import type { ZoneOf } from '../../lufthansa/lufthansa-api.ts';
import { zoneOfPosition } from '../../time-zones/zone-of-position.ts';

/** Time zones of places as the reference data has them. */
export interface ZoneDirectory {
  /**
   * Reads the zones of all airports and cities, some 22,000, once; what is stored later isn't in it. An airport without one
   * has its city's. Places that the source doesn't list although flights use them (DEN, HKG, MIA), and all while no
   * reference data is stored yet, have the zone of their position where that is known.
   */
  load(): Promise<ZoneOf>;
}

type Zones = ReadonlyMap<string, string>;

interface Place {
  readonly code: string;
  readonly zone: string | null;
  /** Of an airport. */
  readonly city: string | null;
}

export function createZoneDirectory(db: Db): ZoneDirectory {
  const read = async (collection: string, codeField: string): Promise<readonly Place[]> => {
    const documents: unknown[] = await db
      .collection(collection)
      .find({})
      .project({ _id: 0, [codeField]: 1, time_zone_id: 1, city_code: 1 })
      .toArray();
    return documents.flatMap((document) => toPlace(document, codeField) ?? []);
  };
  return {
    load: async () => {
      const [airports, cities] = await Promise.all([
        read(COLLECTIONS.airports, 'airport_code'),
        read(COLLECTIONS.cities, 'city_code'),
      ]);
      const ofCities = zonesByCode(cities, () => null);
      const ofAirports = zonesByCode(airports, ({ city }) => ofCities.get(city ?? '') ?? null);
      return (code) => ofAirports.get(code) ?? ofCities.get(code) ?? zoneOfListedAirport(code);
    },
  };
}

/** Null for what is no place with a code. */
function toPlace(document: unknown, codeField: string): Place | null {
  if (!isJsonObject(document)) return null;
  const { [codeField]: code, time_zone_id: zone, city_code: city } = document;
  if (typeof code !== 'string') return null;
  return { code, zone: typeof zone === 'string' ? zone : null, city: typeof city === 'string' ? city : null };
}

function zonesByCode(places: readonly Place[], otherwise: (place: Place) => string | null): Zones {
  const zones = new Map<string, string>();
  for (const place of places) {
    const own = place.zone !== null && isTimeZone(place.zone) ? place.zone : null;
    const zone = own ?? otherwise(place);
    if (zone !== null) zones.set(place.code, zone);
  }
  return zones;
}

function zoneOfListedAirport(code: string): string | null {
  const airport = airportByIata(code);
  return airport === undefined ? null : zoneOfPosition(airport);
}
