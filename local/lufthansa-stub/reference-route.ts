import type { JsonObject } from '#contracts/read.ts';
import { recordNotFound, type FaultPlan } from './faults.ts';
import type { StubSize } from './options.ts';
import { listLinks, recordLinks } from './reference-links.ts';
import { loadReferenceData, type ReferenceList } from './reference-data.ts';
import type { SampleRecord } from './sample-record.ts';
import { oneOrMany, type StubReply } from './reply.ts';

/** What a resource's answer is called at each level. */
const LEVELS: Readonly<Record<string, readonly [resource: string, plural: string, item: string]>> = {
  countries: ['CountryResource', 'Countries', 'Country'],
  cities: ['CityResource', 'Cities', 'City'],
  airports: ['AirportResource', 'Airports', 'Airport'],
  airlines: ['AirlineResource', 'Airlines', 'Airline'],
  aircraft: ['AircraftResource', 'AircraftSummaries', 'AircraftSummary'],
};
/** These take no `lang`: their names are always all there are. */
const WITHOUT_LANGUAGE = new Set(['airlines', 'aircraft']);
const DEFAULT_LIMIT = 20;
const MOST_LIMIT = 100;

type ReferenceRoute = (family: string, path: readonly string[], query: URLSearchParams) => StubReply | null;

/**
 * `mds-references/{resource}[/{code}]`: `limit` is clamped to 100 without a word, offsets 0 and 1 are the same page, and a
 * page with one bad record fails as a whole. The data is made at the first request.
 */
export function createReferenceRoute({ size, plan }: { size: StubSize; plan: FaultPlan }): ReferenceRoute {
  let loaded: ReturnType<typeof loadReferenceData> | null = null;
  return (family, path, query) => {
    const [resource = '', code] = path;
    const levels = LEVELS[resource];
    if (levels === undefined || path.length > 2) return null;
    loaded ??= loadReferenceData(size);
    const list = loaded(resource);
    const found =
      code === undefined ? page(list, resource, query, plan) : one(list, resource, code.toUpperCase(), plan);
    if ('status' in found) return found;
    const language = WITHOUT_LANGUAGE.has(resource) ? null : query.get('lang');
    const [outer, plural, item] = levels;
    const rows = found.records.map((record) => record.write(language?.toUpperCase() ?? null));
    const links =
      code === undefined
        ? listLinks({ family, resource, query, ...found })
        : recordLinks(family, resource, code, query);
    const meta = { '@Version': '1.0.0', Link: links, TotalCount: found.total };
    return { status: 200, body: { [outer]: { [plural]: { [item]: oneOrMany<JsonObject>(rows) }, Meta: meta } } };
  };
}

interface Found {
  readonly records: readonly SampleRecord[];
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
}

function page(list: ReferenceList, resource: string, query: URLSearchParams, plan: FaultPlan): Found | StubReply {
  const offset = wholeNumber(query.get('offset'), 0);
  const limit = Math.min(MOST_LIMIT, wholeNumber(query.get('limit'), DEFAULT_LIMIT));
  const all = query.get('LHoperated') === '1' ? list.listed.filter(({ isServed }) => isServed) : list.listed;
  const start = Math.max(0, offset - 1);
  const records = all.slice(start, start + limit);
  if (records.length === 0) return recordNotFound(resource);
  for (const { key } of records) {
    const failure = plan.ofRecord(resource, key, 'list');
    if (failure !== null) return failure;
  }
  return { records, total: all.length, offset, limit };
}

function one(list: ReferenceList, resource: string, code: string, plan: FaultPlan): Found | StubReply {
  const records = list.byCode.get(code) ?? [];
  if (records.length === 0) return recordNotFound(resource);
  const failure = plan.ofRecord(resource, code, 'code');
  return failure ?? { records, total: records.length, offset: 0, limit: DEFAULT_LIMIT };
}

/** What is no whole number counts as not given. */
function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : otherwise;
}
