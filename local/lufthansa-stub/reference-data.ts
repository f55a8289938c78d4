import type { JsonObject } from '#contracts/read.ts';
import { makeAirports, makeCities } from './airport-records.ts';
import { makeAircraft, makeAirlines, makeCountries } from './code-records.ts';
import { padRecords, REAL_COUNTS } from './invented-records.ts';
import type { StubSize } from './options.ts';
import { loadPlaces } from './places.ts';

/** One record of a list. */
export interface SampleRecord {
  /** Its code. Twins share it. */
  readonly key: string;
  /** Whether `LHoperated=1` lists it. */
  readonly isServed: boolean;
  /** Whether it is missing from the list, though it answers by its code. @default false */
  readonly isUnlisted?: boolean;
  /** @param language upper case; null writes the names of all languages */
  write(language: string | null): JsonObject;
}

export interface ReferenceList {
  readonly listed: readonly SampleRecord[];
  readonly byCode: ReadonlyMap<string, readonly SampleRecord[]>;
}

const NONE: ReferenceList = { listed: [], byCode: new Map() };

/** Makes the lists of that size; each when it is first asked for. */
export function loadReferenceData(size: StubSize): (resource: string) => ReferenceList {
  const places = loadPlaces(size);
  const makers: Readonly<Record<string, () => SampleRecord[]>> = {
    countries: () => makeCountries(places),
    cities: () => makeCities(places),
    airports: () => makeAirports(places),
    airlines: makeAirlines,
    aircraft: makeAircraft,
  };
  const made = new Map<string, ReferenceList>();
  return (resource) => {
    const known = made.get(resource);
    if (known !== undefined) return known;
    const make = makers[resource];
    if (make === undefined) return NONE;
    const records = make();
    const count = REAL_COUNTS[resource];
    const list = listOf(size === 'full' && count !== undefined ? padRecords(resource, records, count) : records);
    made.set(resource, list);
    return list;
  };
}

/** Sorted by code; twins stay in the order in which they were made. */
function listOf(records: readonly SampleRecord[]): ReferenceList {
  const sorted = records.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return {
    listed: sorted.filter(({ isUnlisted }) => isUnlisted !== true),
    byCode: Map.groupBy(sorted, ({ key }) => key),
  };
}
