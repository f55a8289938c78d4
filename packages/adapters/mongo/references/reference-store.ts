import type { AnyBulkWriteOperation, Db } from 'mongodb';
import { ContractError } from '#contracts/contract-error.ts';
import type { JsonObject } from '#contracts/read.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import { mergeTwins } from '#domain/schedules/merge-twins.ts';
import { referenceKey, type ReferenceRecords, type ReferenceResource } from '#domain/schedules/reference-data.ts';
import { insertAtText } from '../schedules/insert-at.ts';
import {
  readReferenceRecord,
  REFERENCE_COLLECTIONS,
  toReferenceContent,
  type ReferenceContent,
  type ZoneOfPosition,
} from './reference-document.ts';
import { holdsContent, readStored } from '../schedules/stored-content.ts';

/** The run that stores, of which source, and when. */
export interface StoringRun {
  readonly id: string;
  readonly source: DataSource;
  /** When the run began, also where it is gone on with later. */
  readonly startedAtMs: number;
  readonly nowMs: number;
  /** Its records are of earlier answers: what has vanished since stays so. @default false */
  readonly isOfEarlier?: boolean;
  /** Path of the reply that the records are of. Without one, what the run has seen before counts as seen in another. */
  readonly reply?: string;
}

/** What became of some records: their number is `stored` + `merged`. */
export interface StoredRecords {
  /** Keys that the run had not stored before. */
  readonly stored: number;
  /** Records that were another's twin, in these or in what the run had stored before. */
  readonly merged: number;
  /** Documents that are new or different and were not before in this run. */
  readonly changed: number;
}

export interface ReferenceStore {
  /**
   * Stores records by their keys. The same ones a second time change nothing but which run saw them last. What a record
   * lacks it keeps from before: of twins on different pages neither overwrites the other, and a list that lost a name for
   * a night doesn't take it away.
   */
  put<R extends ReferenceResource>(
    resource: R,
    records: readonly ReferenceRecords[R][],
    run: StoringRun,
  ): Promise<StoredRecords>;
}

interface ReferenceDocument extends Record<string, unknown> {
  readonly _id: string;
}

/** @param zoneOfPosition for airports whose records have no zone */
export function createReferenceStore(db: Db, zoneOfPosition: ZoneOfPosition): ReferenceStore {
  // One after the other for each resource: twins at the end of a page and the start of the next, which are on their way at
  // the same time, would both find nothing to join with.
  const last = new Map<ReferenceResource, Promise<unknown>>();
  return {
    put: (resource, records, run) => {
      const mine = (last.get(resource) ?? Promise.resolve()).then(() =>
        putRecords(db, { resource, records, run, zoneOfPosition }),
      );
      last.set(
        resource,
        mine.catch(() => undefined),
      );
      return mine;
    },
  };
}

interface Put<R extends ReferenceResource> {
  readonly resource: R;
  readonly records: readonly ReferenceRecords[R][];
  readonly run: StoringRun;
  readonly zoneOfPosition: ZoneOfPosition;
}

/** What becomes of one document. */
interface PlannedWrite {
  readonly key: string;
  readonly stored: JsonObject | undefined;
  readonly content: ReferenceContent;
}

async function putRecords<R extends ReferenceResource>(db: Db, put: Put<R>): Promise<StoredRecords> {
  const { resource, records, run } = put;
  const collection = db.collection<ReferenceDocument>(REFERENCE_COLLECTIONS[resource]);
  const batch = mergeTwins(resource, records);
  if (batch.records.length === 0) return { stored: 0, merged: 0, changed: 0 };
  const plan = await planWrites(db, { ...put, records: batch.records });
  await collection.bulkWrite(
    plan.map(({ key, content, stored }) => toWrite(key, content, stored, run)),
    { ordered: false },
  );
  const twins = plan.filter(({ stored }) => isTwin(stored, run)).length;
  return {
    stored: plan.length - twins,
    merged: batch.merged + twins,
    changed: plan.filter(({ stored, content }) => isDifferent(stored, content, run) && !isChangedBy(stored, run))
      .length,
  };
}

async function planWrites<R extends ReferenceResource>(
  db: Db,
  { resource, records, run, zoneOfPosition }: Put<R>,
): Promise<PlannedWrite[]> {
  const byKey = new Map(records.map((record) => [referenceKey(resource, record), record]));
  const collection = db.collection<{ _id: string }>(REFERENCE_COLLECTIONS[resource]);
  const former = await readStored(collection, [...byKey.keys()]);
  return Array.from(byKey, ([key, record]) => {
    const stored = former.get(key);
    return { key, stored, content: contentOf(resource, record, { stored, run, zoneOfPosition }) };
  });
}

/** The same reply again, which a run that was killed asks for twice, brings no twins. */
function isTwin(stored: JsonObject | undefined, { id, reply }: StoringRun): boolean {
  return stored?.['seen_run'] === id && (reply === undefined || stored['seen_in'] !== reply);
}

interface Context {
  readonly stored: JsonObject | undefined;
  readonly run: StoringRun;
  readonly zoneOfPosition: ZoneOfPosition;
}

function contentOf<R extends ReferenceResource>(
  resource: R,
  record: ReferenceRecords[R],
  { stored, run, zoneOfPosition }: Context,
): ReferenceContent {
  const known = stored === undefined ? null : tryRead(resource, stored);
  if (stored === undefined || known === null) return toReferenceContent(resource, record, zoneOfPosition);
  const pair = stored['seen_run'] === run.id ? [known, record] : [record, withoutLists(known, record)];
  const [joined = record] = mergeTwins(resource, pair).records;
  return keepZoneOfCity(toReferenceContent(resource, joined, zoneOfPosition), stored);
}

/** Null for a document that something else wrote: it is replaced. */
function tryRead<R extends ReferenceResource>(resource: R, document: JsonObject): ReferenceRecords[R] | null {
  try {
    return readReferenceRecord(resource, document);
  } catch (error) {
    if (error instanceof ContractError) return null;
    throw error;
  }
}

/** Twins' lists are joined; a list from an earlier run gives way to the new one, unless that is empty. */
function withoutLists<T extends object>(known: T, record: T): T {
  if (!('airportCodes' in record) || !Array.isArray(record.airportCodes) || record.airportCodes.length === 0) {
    return known;
  }
  return { ...known, airportCodes: [] };
}

/** An airport that has the zone of its city keeps it until `fillZones` looks again. */
function keepZoneOfCity(content: ReferenceContent, stored: JsonObject): ReferenceContent {
  const isOfCity = stored['time_zone_from'] === 'city' && stored['city_code'] === content['city_code'];
  if (!isOfCity || content['time_zone_id'] != null) return content;
  return { ...content, time_zone_id: stored['time_zone_id'], time_zone_from: 'city' };
}

/** A document that comes back after it had vanished is different too. */
function isDifferent(stored: JsonObject | undefined, content: ReferenceContent, run: StoringRun): boolean {
  return stored === undefined || goneAt(stored, run) !== (stored['gone_at'] ?? null) || !holdsContent(stored, content);
}

/** What the run makes of the time at which a document vanished. */
function goneAt(stored: JsonObject | undefined, { isOfEarlier = false }: StoringRun): unknown {
  return isOfEarlier ? (stored?.['gone_at'] ?? null) : null;
}

/** Whether the document was new or different before in this run: then it is counted. */
function isChangedBy(stored: JsonObject | undefined, { id, startedAtMs }: StoringRun): boolean {
  const updatedAt = stored?.['updated_at'];
  return stored?.['seen_run'] === id && updatedAt instanceof Date && updatedAt.getTime() >= startedAtMs;
}

function toWrite(
  key: string,
  content: ReferenceContent,
  stored: JsonObject | undefined,
  run: StoringRun,
): AnyBulkWriteOperation<ReferenceDocument> {
  const { id, source, nowMs } = run;
  const filter = { _id: key };
  // Of twins the first one's reply stays.
  const seen = stored?.['seen_run'] === id ? { seen_run: id } : { seen_run: id, seen_in: run.reply ?? null };
  if (!isDifferent(stored, content, run)) return { updateOne: { filter, update: { $set: seen } } };
  return {
    updateOne: {
      filter,
      update: {
        $set: { ...content, source, updated_at: new Date(nowMs), ...seen, gone_at: goneAt(stored, run) },
        $setOnInsert: { insert_at: insertAtText(nowMs) },
      },
      upsert: true,
    },
  };
}
