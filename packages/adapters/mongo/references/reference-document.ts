import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject, optionalNumber, optionalText, type JsonObject } from '#contracts/read.ts';
import type { LatLon } from '#domain/geo.ts';
import {
  NAME_LANGUAGES,
  nameIn,
  type AircraftType,
  type Airline,
  type City,
  type Country,
  type Names,
  type ReferenceAirport,
  type ReferenceRecords,
  type ReferenceResource,
} from '#domain/schedules/reference-data.ts';
import { searchWords } from '#domain/schedules/search-words.ts';
import { documentText } from '../read-document.ts';

/** The collection of each resource. The natural key of a record is the `_id` of its document. */
export const REFERENCE_COLLECTIONS: Readonly<Record<ReferenceResource, string>> = {
  countries: COLLECTIONS.countries,
  cities: COLLECTIONS.cities,
  airports: COLLECTIONS.airports,
  airlines: COLLECTIONS.airlines,
  aircraft: COLLECTIONS.aircraftTypes,
};

/** Where an airport's zone comes from when its own record has none; null where that has one, or nobody knows. */
export type TimeZoneFrom = 'position' | 'city' | null;

/** IANA zone of a position that fits the standard time the source states (`+01:00`), null where nobody knows. */
export type ZoneOfPosition = (position: LatLon, utcOffset: string | null) => string | null;

/** The fields of a document that its record decides; the others are the store's. */
export type ReferenceContent = Readonly<Record<string, unknown>>;

const LONGEST_TEXT = 500;
/** Words that a record is found by; the longest names have some twenty. */
const MOST_WORDS = 60;

/** The record as a document has it. The field names are the first Airlines project's. */
export function toReferenceContent<R extends ReferenceResource>(
  resource: R,
  record: ReferenceRecords[R],
  zoneOfPosition: ZoneOfPosition,
): ReferenceContent {
  return ENCODERS[resource](record, zoneOfPosition);
}

/**
 * The record that a document was made of: an airport's zone that its record didn't have is left out.
 * @throws ContractError for a document of another form
 */
export function readReferenceRecord<R extends ReferenceResource>(
  resource: R,
  document: JsonObject,
): ReferenceRecords[R] {
  return DECODERS[resource](document);
}

type Encoders = {
  readonly [R in ReferenceResource]: (record: ReferenceRecords[R], zoneOfPosition: ZoneOfPosition) => ReferenceContent;
};

const ENCODERS: Encoders = {
  countries: ({ countryCode, names }: Country) => ({
    country_code: countryCode,
    names,
    search: wordsOf([countryCode], names),
  }),
  cities: ({ cityCode, countryCode, names, utcOffset, timeZone, airportCodes }: City) => ({
    city_code: cityCode,
    country_code: countryCode,
    name: nameIn(names, 'en', cityCode),
    names,
    utc_offset: utcOffset,
    time_zone_id: timeZone,
    airport_codes: airportCodes,
    search: wordsOf([cityCode, ...airportCodes], names),
  }),
  airports: encodeAirport,
  airlines: ({ airlineId, icao, names }: Airline) => ({
    airline_name: nameIn(names, 'en', airlineId),
    airline_id: airlineId,
    airline_id_icao: icao,
    names,
    search: wordsOf([airlineId, icao], names),
  }),
  aircraft: ({ aircraftCode, names, icaoTypeCode }: AircraftType) => ({
    aircraft_code: aircraftCode,
    names,
    icao_type_code: icaoTypeCode,
    search: wordsOf([aircraftCode, icaoTypeCode], names),
  }),
};

function encodeAirport(airport: ReferenceAirport, zoneOfPosition: ZoneOfPosition): ReferenceContent {
  const { airportCode, cityCode, countryCode, locationType, names, position, utcOffset, timeZone } = airport;
  const zoneThere = timeZone === null && position !== null ? zoneOfPosition(position, utcOffset) : null;
  const zoneFrom: TimeZoneFrom = zoneThere === null ? null : 'position';
  return {
    airport_name: nameIn(names, 'en', airportCode),
    airport_code: airportCode,
    position: position === null ? null : { Latitude: position.lat, Longitude: position.lon },
    city_code: cityCode,
    country_code: countryCode,
    location_type: locationType,
    utc_offset: utcOffset,
    time_zone_id: timeZone ?? zoneThere,
    time_zone_from: zoneFrom,
    names,
    ...(position === null ? {} : { location: { type: 'Point', coordinates: [position.lon, position.lat] } }),
    search: wordsOf([airportCode, cityCode], names),
  };
}

function wordsOf(codes: readonly (string | null)[], names: Names): string[] {
  // Always in the same order, or a document would differ from itself.
  const texts = [...codes, ...NAME_LANGUAGES.map((language) => names[language])];
  return searchWords(texts.filter((text) => text != null).join(' ')).slice(0, MOST_WORDS);
}

type Decoders = { readonly [R in ReferenceResource]: (document: JsonObject) => ReferenceRecords[R] };

const DECODERS: Decoders = {
  countries: (document) => ({ countryCode: documentText(document, 'country_code'), names: readNames(document) }),
  cities: (document) => ({
    cityCode: documentText(document, 'city_code'),
    countryCode: textOf(document, 'country_code'),
    names: readNames(document),
    utcOffset: textOf(document, 'utc_offset'),
    timeZone: textOf(document, 'time_zone_id'),
    airportCodes: readCodes(document['airport_codes']),
  }),
  airports: (document) => ({
    airportCode: documentText(document, 'airport_code'),
    cityCode: textOf(document, 'city_code'),
    countryCode: textOf(document, 'country_code'),
    locationType: textOf(document, 'location_type'),
    names: readNames(document),
    position: readPosition(document['position']),
    utcOffset: textOf(document, 'utc_offset'),
    timeZone: document['time_zone_from'] == null ? textOf(document, 'time_zone_id') : null,
  }),
  airlines: (document) => ({
    airlineId: documentText(document, 'airline_id'),
    icao: textOf(document, 'airline_id_icao'),
    names: readNames(document),
  }),
  aircraft: (document) => ({
    aircraftCode: documentText(document, 'aircraft_code'),
    names: readNames(document),
    icaoTypeCode: textOf(document, 'icao_type_code'),
  }),
};

const textOf = (document: JsonObject, field: string): string | null => optionalText(document, field, LONGEST_TEXT);

function readNames(document: JsonObject): Names {
  const { names } = document;
  if (!isJsonObject(names)) return {};
  return Object.fromEntries(
    NAME_LANGUAGES.flatMap((language) => {
      const name = textOf(names, language);
      return name === null ? [] : [[language, name] as const];
    }),
  );
}

function readCodes(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((code) => typeof code === 'string') : [];
}

function readPosition(value: unknown): LatLon | null {
  if (!isJsonObject(value)) return null;
  const lat = optionalNumber(value, 'Latitude', -90, 90);
  const lon = optionalNumber(value, 'Longitude', -180, 180);
  return lat === null || lon === null ? null : { lat, lon };
}
