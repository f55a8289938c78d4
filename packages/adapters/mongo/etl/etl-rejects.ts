import { createHash } from 'node:crypto';
import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import type { RejectedRecord } from '../../lufthansa/lufthansa-api.ts';
import { isOutOfSpace, isRepeatedOnly } from '../mongo-error.ts';

/** A record that was kept aside, by which run and when. */
export interface KeptReject extends RejectedRecord {
  readonly run: string;
  readonly atMs: number;
}

/** How many records of a resource were kept aside for a reason, and when the last of them. */
export interface RejectCount {
  readonly resource: string;
  readonly reason: string;
  readonly count: number;
  readonly lastAtMs: number;
}

/** Keeps records that could not be stored, with their reasons. */
export interface EtlRejects {
  /** Keeps the records once per run, however often they come; what is beyond {@link MOST_AT_ONCE} or finds the database full is only counted by the run. */
  add(run: string, records: readonly RejectedRecord[], nowMs: number): Promise<void>;
}

export interface RejectReader {
  /** The newest first. */
  list(query: { readonly limit: number; readonly reason?: string | undefined }): Promise<KeptReject[]>;
  /** The most frequent first. */
  counts(): Promise<RejectCount[]>;
}

/** Of one page; a page that is all wrong is known by its first records. */
export const MOST_AT_ONCE = 200;
const RECORD_CHARACTERS = 4000;

interface RejectDocument {
  readonly _id: string;
  readonly run: string;
  readonly source: DataSource;
  readonly resource: string;
  readonly reason: string;
  readonly field: string;
  readonly record: string;
  readonly at: Date;
}

/** @param source of the records */
export function createEtlRejects(db: Db, source: DataSource): EtlRejects {
  const rejects = db.collection<RejectDocument>(COLLECTIONS.etlRejects);
  return {
    add: async (run, records, nowMs) => {
      if (records.length === 0) return;
      const documents = records
        .slice(0, MOST_AT_ONCE)
        .map((record): RejectDocument => ({ ...toContent(run, record, nowMs), source }));
      try {
        await rejects.insertMany(documents, { ordered: false });
      } catch (error) {
        if (!isRepeatedOnly(error) && !isOutOfSpace(error)) throw error;
      }
    },
  };
}

export function createRejectReader(db: Db): RejectReader {
  const rejects = db.collection<RejectDocument>(COLLECTIONS.etlRejects);
  return {
    list: async ({ limit, reason }) => {
      const filter = reason === undefined ? {} : { reason };
      const documents: unknown[] = await rejects.find(filter).sort({ at: -1, _id: 1 }).limit(limit).toArray();
      return documents.flatMap((document) => toReject(document) ?? []);
    },
    counts: async () => {
      const groups: unknown[] = await rejects
        .aggregate([
          {
            $group: {
              _id: { resource: '$resource', reason: '$reason' },
              resource: { $first: '$resource' },
              reason: { $first: '$reason' },
              count: { $sum: 1 },
              lastAt: { $max: '$at' },
            },
          },
          { $sort: { count: -1, resource: 1, reason: 1 } },
        ])
        .toArray();
      return groups.flatMap((group) => toCount(group) ?? []);
    },
  };
}

function toContent(
  run: string,
  { resource, reason, field, record }: RejectedRecord,
  nowMs: number,
): Omit<RejectDocument, 'source'> {
  const text = record.slice(0, RECORD_CHARACTERS);
  const mark = createHash('sha256')
    .update(JSON.stringify([resource, reason, field, text]))
    .digest('hex')
    .slice(0, 16);
  return { _id: `${run}/${mark}`, run, resource, reason, field, record: text, at: new Date(nowMs) };
}

/** Null for a document that isn't one of ours. */
function toReject(document: unknown): KeptReject | null {
  if (!isJsonObject(document) || !(document['at'] instanceof Date)) return null;
  const { run, resource, reason, field, record, at } = document;
  return {
    run: String(run),
    resource: String(resource),
    reason: String(reason),
    field: String(field),
    record: String(record),
    atMs: at.getTime(),
  };
}

function toCount(group: unknown): RejectCount | null {
  if (!isJsonObject(group) || !(group['lastAt'] instanceof Date)) return null;
  const { resource, reason, count, lastAt } = group;
  return { resource: String(resource), reason: String(reason), count: Number(count), lastAtMs: lastAt.getTime() };
}
