import { ContractError } from '#contracts/contract-error.ts';
import type { ReferenceRecords, ReferenceResource } from '#domain/schedules/reference-data.ts';
import type { Parsed } from '../lufthansa-api.ts';
import { oneOrMany } from './one-or-many.ts';
import { parseReferenceRecord } from './parse-reference-record.ts';
import { objectOf, requiredRoot, totalCountOf } from './read-member.ts';
import { readRecords } from './read-records.ts';

/** Where each resource has its records: `{ CityResource: { Cities: { City: … } } }`. */
const PLACES: { readonly [R in ReferenceResource]: readonly [root: string, list: string, item: string] } = {
  countries: ['CountryResource', 'Countries', 'Country'],
  cities: ['CityResource', 'Cities', 'City'],
  airports: ['AirportResource', 'Airports', 'Airport'],
  airlines: ['AirlineResource', 'Airlines', 'Airline'],
  aircraft: ['AircraftResource', 'AircraftSummaries', 'AircraftSummary'],
};

/** A page of reference data; `totalCount` is what the API says the whole list has. */
export interface ParsedReferencePage<R extends ReferenceResource> extends Parsed<ReferenceRecords[R]> {
  readonly totalCount: number;
}

/**
 * Parses a page of a list of reference data. Two records with one key both come back: `mergeTwins` makes one of them.
 * @param body the answer as JSON, of any form
 * @throws ContractError where it isn't such a page at all
 */
export function parseReferencePage<R extends ReferenceResource>(resource: R, body: unknown): ParsedReferencePage<R> {
  const [root] = PLACES[resource];
  const totalCount = totalCountOf(requiredRoot(body, root));
  if (totalCount === null) {
    throw new ContractError('envelope', `${root}.Meta.TotalCount`, 'a page must say how many records there are');
  }
  return { totalCount, ...parseReferenceRecords(resource, body) };
}

/**
 * Parses the answer about one code, which has one record where a page has a list; a code that stands for several things
 * (airline LH) brings them all.
 * @throws ContractError where it isn't such an answer at all
 */
export function parseReferenceRecords<R extends ReferenceResource>(
  resource: R,
  body: unknown,
): Parsed<ReferenceRecords[R]> {
  const [root, list, item] = PLACES[resource];
  const rows = oneOrMany(objectOf(requiredRoot(body, root)[list])[item]);
  return readRecords(resource, rows, (row) => parseReferenceRecord(resource, row));
}
