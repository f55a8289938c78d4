import type { JsonObject } from '#contracts/read.ts';
import type { LatLon } from '#domain/geo.ts';
import { isTimeZone } from '#domain/local-time.ts';
import type { ReferenceRecords, ReferenceResource } from '#domain/schedules/reference-data.ts';
import {
  AIRCRAFT_CODE,
  AIRCRAFT_ICAO_CODE,
  AIRLINE_ICAO_CODE,
  COUNTRY_CODE,
  LISTED_AIRLINE_CODE,
  PLACE_CODE,
} from './code-patterns.ts';
import { oneOrMany } from './one-or-many.ts';
import { parseNames } from './parse-names.ts';
import { parseUtcOffset } from './parse-utc-offset.ts';
import { objectOf } from './read-member.ts';
import { numberOf, optionalCode, requiredCode, textOf } from './read-scalar.ts';

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
    airlineId: requiredCode(row, 'AirlineID', { pattern: LISTED_AIRLINE_CODE, reason: 'code' }),
    icao: optionalCode(row['AirlineID_ICAO'], AIRLINE_ICAO_CODE),
    names: parseNames(row['Names']),
  }),
  aircraft: (row) => ({
    aircraftCode: requiredCode(row, 'AircraftCode', { pattern: AIRCRAFT_CODE, reason: 'code' }),
    names: parseNames(row['Names']),
    icaoTypeCode: optionalCode(row['AirlineEquipCode'], AIRCRAFT_ICAO_CODE),
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
