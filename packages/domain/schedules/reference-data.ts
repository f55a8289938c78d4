import type { LatLon } from '../geo.ts';

/** Languages in which names are kept. */
export const NAME_LANGUAGES = ['fr', 'en', 'de'] as const;
export type NameLanguage = (typeof NAME_LANGUAGES)[number];

/** A name by language; only languages that the source really has. Empty for a record without a name. */
export type Names = Readonly<Partial<Record<NameLanguage, string>>>;

/** The languages that stand in for a missing one, in this order. */
const FALLBACK: readonly NameLanguage[] = ['en', 'fr', 'de'];

/** @returns the name in that language, else in English, French or German, else the given text, e.g. the code */
export function nameIn(names: Names, language: NameLanguage, otherwise: string): string {
  const found = [language, ...FALLBACK].find((candidate) => names[candidate] !== undefined);
  return found === undefined ? otherwise : (names[found] ?? otherwise);
}

/** Reference data, as its own documents are named. Codes are upper case. */
export const REFERENCE_RESOURCES = ['countries', 'cities', 'airports', 'airlines', 'aircraft'] as const;
export type ReferenceResource = (typeof REFERENCE_RESOURCES)[number];

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  readonly names: Names;
}

export interface City {
  /** IATA metropolitan code: PAR. */
  readonly cityCode: string;
  readonly countryCode: string | null;
  readonly names: Names;
  /** Standard time, `+01:00`: not what the clocks show in summer. */
  readonly utcOffset: string | null;
  /** IANA name. */
  readonly timeZone: string | null;
  /** IATA codes of its airports; empty where the source names none. */
  readonly airportCodes: readonly string[];
}

/** A place that flights, trains or buses of the schedules use. */
export interface ReferenceAirport {
  readonly airportCode: string;
  readonly cityCode: string | null;
  readonly countryCode: string | null;
  /** `Airport`, `Rail Station`, `Bus Station` …: an open list. */
  readonly locationType: string | null;
  readonly names: Names;
  readonly position: LatLon | null;
  readonly utcOffset: string | null;
  readonly timeZone: string | null;
}

/** One carrier. Several may share an `airlineId`: LH is Lufthansa (DLH), Lufthansa Cargo (GEC) and the group (no ICAO code). */
export interface Airline {
  /** IATA designator: LH. */
  readonly airlineId: string;
  /** ICAO designator: DLH. */
  readonly icao: string | null;
  readonly names: Names;
}

export interface AircraftType {
  /** IATA code: 32N, and TRN for a train. */
  readonly aircraftCode: string;
  readonly names: Names;
  /** ICAO type designator: A20N. */
  readonly icaoTypeCode: string | null;
}

/** The type of the records of each resource. */
export interface ReferenceRecords {
  readonly countries: Country;
  readonly cities: City;
  readonly airports: ReferenceAirport;
  readonly airlines: Airline;
  readonly aircraft: AircraftType;
}

const KEYS: { readonly [R in ReferenceResource]: (record: ReferenceRecords[R]) => string } = {
  countries: ({ countryCode }) => countryCode,
  cities: ({ cityCode }) => cityCode,
  airports: ({ airportCode }) => airportCode,
  airlines: ({ airlineId, icao }) => `${airlineId}/${icao ?? ''}`,
  aircraft: ({ aircraftCode }) => aircraftCode,
};

/** The natural key of a record: two records with one key are one thing. */
export function referenceKey<R extends ReferenceResource>(resource: R, record: ReferenceRecords[R]): string {
  return KEYS[resource](record);
}
