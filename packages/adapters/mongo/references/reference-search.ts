import type { Db, Document } from 'mongodb';
import { isJsonObject } from '#contracts/read.ts';
import type { ReferenceRecords, ReferenceResource } from '#domain/schedules/reference-data.ts';
import { readReferenceRecord, REFERENCE_COLLECTIONS } from './reference-document.ts';
import { withTimeZone } from './reference-reader.ts';

export interface ReferenceSearchQuery {
  /** Begins of words that all must occur, as `searchWords` makes them; none means all entries. */
  readonly words: readonly string[];
  readonly limit: number;
  readonly offset: number;
}

export interface ReferenceSearchEntry<R extends ReferenceResource> {
  readonly record: ReferenceRecords[R];
  /** The source had it once and has it no longer. */
  readonly isGone: boolean;
}

export interface ReferenceSearchResult<R extends ReferenceResource> {
  /** Entries that the words find. */
  readonly total: number;
  readonly entries: readonly ReferenceSearchEntry<R>[];
}

/** Lists reference data by code, or what words find of it by the index of its words. */
export interface ReferenceSearch {
  /** An entry whose own code is the only word comes first. */
  list<R extends ReferenceResource>(resource: R, query: ReferenceSearchQuery): Promise<ReferenceSearchResult<R>>;
}

const READ_MS = 5000;
/** More words than a name has find nothing more. */
const MOST_WORDS = 10;
const PROJECTION = { search: 0, insert_at: 0, updated_at: 0, seen_run: 0, seen_in: 0, location: 0 } as const;

/** The fields that hold the codes of an entry. */
const CODES: Readonly<Record<ReferenceResource, readonly string[]>> = {
  countries: ['country_code'],
  cities: ['city_code'],
  airports: ['airport_code'],
  airlines: ['airline_id', 'airline_id_icao'],
  aircraft: ['aircraft_code', 'icao_type_code'],
};

export function createReferenceSearch(db: Db): ReferenceSearch {
  return {
    async list(resource, { words, limit, offset }) {
      const collection = db.collection(REFERENCE_COLLECTIONS[resource]);
      if (words.length === 0) {
        const options = { projection: PROJECTION, sort: { _id: 1 }, skip: offset, limit, maxTimeMS: READ_MS } as const;
        const [total, found] = await Promise.all([
          collection.estimatedDocumentCount({ maxTimeMS: READ_MS }),
          collection.find({}, options).toArray(),
        ]);
        return { total, entries: found.map((document) => toEntry(resource, document)) };
      }
      const filter = { search: { $all: words.slice(0, MOST_WORDS).map(startingWith) } };
      const [total, found] = await Promise.all([
        collection.countDocuments(filter, { maxTimeMS: READ_MS }),
        collection
          .aggregate(pipeline(filter, CODES[resource], { words, limit, offset }), { maxTimeMS: READ_MS })
          .toArray(),
      ]);
      return { total, entries: found.map((document) => toEntry(resource, document)) };
    },
  };
}

/** Words hold letters and digits only: nothing in them means anything to a pattern. */
const startingWith = (word: string): RegExp => new RegExp(`^${word}`);

function pipeline(
  filter: Document,
  codes: readonly string[],
  { words, limit, offset }: ReferenceSearchQuery,
): Document[] {
  const code = words.join('').toUpperCase();
  const isExact = { $or: codes.map((field) => ({ $eq: [`$${field}`, code] })) };
  return [
    { $match: filter },
    { $project: PROJECTION },
    { $set: { rank: { $cond: [isExact, 0, 1] } } },
    { $sort: { rank: 1, _id: 1 } },
    { $skip: offset },
    { $limit: limit },
  ];
}

function toEntry<R extends ReferenceResource>(resource: R, document: unknown): ReferenceSearchEntry<R> {
  const fields = isJsonObject(document) ? document : {};
  return { record: readReferenceRecord(resource, withTimeZone(fields)), isGone: fields['gone_at'] != null };
}
