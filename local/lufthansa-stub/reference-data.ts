import { makeAirports, makeCities } from './airport-records.ts';
import { makeAircraft, makeAirlines, makeCountries } from './code-records.ts';
import { padRecords, REAL_COUNTS } from './invented-records.ts';
import type { StubSize } from './options.ts';
import { loadPlaces } from './places.ts';
import type { SampleRecord } from './sample-record.ts';

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
