import type { Merged } from './merged.ts';
import {
  NAME_LANGUAGES,
  referenceKey,
  type AircraftType,
  type Airline,
  type City,
  type Country,
  type Names,
  type ReferenceAirport,
  type ReferenceRecords,
  type ReferenceResource,
} from './reference-data.ts';

/** Of two records with one key the first counts; what it lacks comes from the second. */
type Joins = {
  readonly [R in ReferenceResource]: (first: ReferenceRecords[R], second: ReferenceRecords[R]) => ReferenceRecords[R];
};

const JOINS: Joins = {
  countries: (first: Country, second: Country) => ({ ...first, names: joinNames(first.names, second.names) }),
  cities: (first: City, second: City) => ({
    cityCode: first.cityCode,
    countryCode: first.countryCode ?? second.countryCode,
    names: joinNames(first.names, second.names),
    utcOffset: first.utcOffset ?? second.utcOffset,
    timeZone: first.timeZone ?? second.timeZone,
    airportCodes: [...new Set([...first.airportCodes, ...second.airportCodes])],
  }),
  airports: (first: ReferenceAirport, second: ReferenceAirport) => ({
    airportCode: first.airportCode,
    cityCode: first.cityCode ?? second.cityCode,
    countryCode: first.countryCode ?? second.countryCode,
    locationType: first.locationType ?? second.locationType,
    names: joinNames(first.names, second.names),
    position: first.position ?? second.position,
    utcOffset: first.utcOffset ?? second.utcOffset,
    timeZone: first.timeZone ?? second.timeZone,
  }),
  airlines: (first: Airline, second: Airline) => ({ ...first, names: joinNames(first.names, second.names) }),
  aircraft: (first: AircraftType, second: AircraftType) => ({
    aircraftCode: first.aircraftCode,
    names: joinNames(first.names, second.names),
    icaoTypeCode: first.icaoTypeCode ?? second.icaoTypeCode,
  }),
};

/**
 * Makes one record of those that have one key. Lists of reference data hold some things twice, once with a name and once
 * without, in either order: neither may overwrite the other. The order is that of the first of each key.
 */
export function mergeTwins<R extends ReferenceResource>(
  resource: R,
  records: readonly ReferenceRecords[R][],
): Merged<ReferenceRecords[R]> {
  const join = JOINS[resource];
  const byKey = new Map<string, ReferenceRecords[R]>();
  for (const record of records) {
    const key = referenceKey(resource, record);
    const twin = byKey.get(key);
    byKey.set(key, twin === undefined ? record : join(twin, record));
  }
  return { records: [...byKey.values()], merged: records.length - byKey.size };
}

function joinNames(first: Names, second: Names): Names {
  const languages = NAME_LANGUAGES.filter((language) => (first[language] ?? second[language]) !== undefined);
  return Object.fromEntries(languages.map((language) => [language, first[language] ?? second[language]]));
}
