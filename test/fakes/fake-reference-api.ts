import type { LufthansaApi } from '#adapters/lufthansa/lufthansa-api.ts';
import { referenceCode } from '#adapters/lufthansa/walk/reference-walk.ts';
import type { ReferenceRecords, ReferenceResource } from '#domain/schedules/reference-data.ts';

type Lists = { readonly [R in ReferenceResource]: readonly ReferenceRecords[R][] };

export interface FakeReferenceApi extends Pick<LufthansaApi, 'referenceRange' | 'referenceByCode' | 'calls'> {
  /** What was asked, in order: `airports 1+100`, `airports DEN`. */
  readonly asked: readonly string[];
  /** The most calls that were on their way at a time. */
  mostAtOnce(): number;
}

export interface FakeReferenceOptions {
  readonly lists?: Partial<Lists>;
  /** Records that fail every page they are on: `airports/DEN`. Their own address answers. */
  readonly bad?: readonly string[];
  /** Of those, the ones whose own address doesn't answer either. */
  readonly lost?: readonly string[];
  /** Records that no list has, only their own address. */
  readonly hidden?: Partial<Lists>;
  /** Called before each answer; what it throws is the answer. */
  readonly before?: (asked: string) => void | Promise<void>;
}

/** The reference lists of the Lufthansa API from records in memory, with its way of failing pages for one bad record. */
export function createFakeReferenceApi(options: FakeReferenceOptions = {}): FakeReferenceApi {
  const { bad = [], lost = [], before = () => undefined } = options;
  const none: Lists = { countries: [], cities: [], airports: [], airlines: [], aircraft: [] };
  const lists: Lists = { ...none, ...options.lists };
  const hidden: Lists = { ...none, ...options.hidden };
  const asked: string[] = [];
  let onTheirWay = 0;
  let mostAtOnce = 0;

  async function answer<T>(text: string, give: () => T): Promise<T> {
    asked.push(text);
    onTheirWay += 1;
    mostAtOnce = Math.max(mostAtOnce, onTheirWay);
    try {
      await new Promise((resolve) => setImmediate(resolve));
      await before(text);
      return give();
    } finally {
      onTheirWay -= 1;
    }
  }
  const keyOf = <R extends ReferenceResource>(resource: R, record: ReferenceRecords[R]): string =>
    `${resource}/${referenceCode(resource, record)}`;

  return {
    asked,
    mostAtOnce: () => mostAtOnce,
    calls: () => asked.length,
    referenceRange: ({ resource, offset, limit }) =>
      answer(`${resource} ${offset}+${limit}`, () => {
        const all = lists[resource];
        const records = all.slice(offset - 1, offset - 1 + limit);
        if (records.length === 0 || records.some((record) => bad.includes(keyOf(resource, record)))) {
          return { kind: 'bad-range', status: records.length === 0 ? 404 : 500 };
        }
        const raw = { path: `/mds-references/${resource}?limit=${limit}&offset=${offset}`, status: 200, body: '{}' };
        return { kind: 'page', totalCount: all.length, records, rejected: [], raw };
      }),
    referenceByCode: <R extends ReferenceResource>(resource: R, code: string) =>
      answer(`${resource} ${code}`, () => {
        if (lost.includes(`${resource}/${code}`)) return null;
        const listed: readonly ReferenceRecords[R][] = lists[resource];
        const unlisted: readonly ReferenceRecords[R][] = hidden[resource];
        const records = [...listed, ...unlisted].filter((record) => referenceCode(resource, record) === code);
        if (records.length === 0) return null;
        return { records, rejected: [], raw: { path: `/mds-references/${resource}/${code}`, status: 200, body: '{}' } };
      }),
  };
}
