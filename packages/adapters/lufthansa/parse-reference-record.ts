import type { JsonObject } from '#contracts/read.ts';
import type { LatLon } from '#domain/geo.ts';
import { isTimeZone } from '#domain/local-time.ts';
import type { ReferenceRecords, ReferenceResource } from '#domain/schedules/reference-data.ts';
import { oneOrMany } from './one-or-many.ts';
import { parseNames } from './parse-names.ts';
import { parseUtcOffset } from './parse-utc-offset.ts';
import { objectOf } from './read-member.ts';
import { numberOf, optionalCode, requiredCode, textOf } from './read-scalar.ts';

const COUNTRY_CODE = /^[A-Z]{2}$/;
/** Of airports, cities, railway and bus stations. */
const PLACE_CODE = /^[A-Z0-9]{3}$/;
/** IATA's two characters; carriers without one come under their three letters of ICAO. */
const AIRLINE_CODE = /^[A-Z0-9]{2,3}$/;
const AIRLINE_ICAO = /^[A-Z]{3}$/;
const AIRCRAFT_CODE = /^[A-Z0-9]{3}$/;
/** Not `0000`, which trains and buses have. */
const AIRCRAFT_ICAO = /^(?!ZZZZ$)[A-Z][A-Z0-9]{1,3}$/;

/** How a record of each resource is read. An optional field that makes no sense is left out. */
type Readers = { readonly [R in ReferenceResource]: (row: JsonObject) => ReferenceRecords[R] };

const READERS: Readers = {
  countries: (row) => ({
    countryCode: requiredCode(row, 'CountryCode', { pattern: COUNTRY_CODE, reason: 'code' }),
    names: parseNames(row['Names']),
  }),
  cities: (row) => ({
    cityCode: requiredCode(row, 'CityCode', { pattern: PLACE_CODE, reason: 'code' }),
    countryCode: optionalCode(row['CountryCode'], COUNTRY_CODE),
    names: parseNames(row['Names']),
    utcOffset: parseUtcOffset(row['UtcOffset']),
    timeZone: timeZoneOf(row),
    airportCodes: airportCodesOf(row),
  }),
  airports: (row) => ({
    airportCode: requiredCode(row, 'AirportCode', { pattern: PLACE_CODE, reason: 'code' }),
    cityCode: optionalCode(row['CityCode'], PLACE_CODE),
    countryCode: optionalCode(row['CountryCode'], COUNTRY_CODE),
    locationType: textOf(row['LocationType']),
    names: parseNames(row['Names']),
    position: positionOf(row),
    utcOffset: parseUtcOffset(row['UtcOffset']),
    timeZone: timeZoneOf(row),
  }),
  airlines: (row) => ({
    airlineId: requiredCode(row, 'AirlineID', { pattern: AIRLINE_CODE, reason: 'code' }),
    icao: optionalCode(row['AirlineID_ICAO'], AIRLINE_ICAO),
    names: parseNames(row['Names']),
  }),
  aircraft: (row) => ({
    aircraftCode: requiredCode(row, 'AircraftCode', { pattern: AIRCRAFT_CODE, reason: 'code' }),
    names: parseNames(row['Names']),
    icaoTypeCode: optionalCode(row['AirlineEquipCode'], AIRCRAFT_ICAO),
  }),
};

/**
 * One record of reference data.
 * @throws ContractError where its code is missing or none
 */
export function parseReferenceRecord<R extends ReferenceResource>(resource: R, row: JsonObject): ReferenceRecords[R] {
  return READERS[resource](row);
}

/** A zone that this machine doesn't know is of no use: whoever needs one falls back to the position. */
function timeZoneOf(row: JsonObject): string | null {
  const zone = textOf(row['TimeZoneId']);
  return zone !== null && isTimeZone(zone) ? zone : null;
}

function airportCodesOf(row: JsonObject): readonly string[] {
  const codes = oneOrMany(objectOf(row['Airports'])['AirportCode']).map((code) => optionalCode(code, PLACE_CODE));
  return [...new Set(codes.filter((code) => code !== null))];
}

/** Missing, or `{"@nil":"true"}` in the older answers, where nobody knows it. */
function positionOf(row: JsonObject): LatLon | null {
  const coordinate = objectOf(objectOf(row['Position'])['Coordinate']);
  const lat = numberOf(coordinate['Latitude'], -90, 90);
  const lon = numberOf(coordinate['Longitude'], -180, 180);
  return lat === null || lon === null ? null : { lat, lon };
}
