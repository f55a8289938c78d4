import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Binary, type Db } from 'mongodb';
import type { EtlKind } from '#contracts/etl-run.ts';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import type { RawReply } from '../../lufthansa/lufthansa-api.ts';
import { isOutOfSpace } from '../mongo-error.ts';

/** Answers of the API as they came, the newest of each question, compressed. */
export interface EtlRaw {
  /** Takes the place of the reply to the same question. A database that is full keeps none: that is no reason to stop. */
  put(
    kind: EtlKind,
    replies: readonly RawReply[],
    kept: { readonly run: string; readonly atMs: number },
  ): Promise<void>;
  /** The kept replies of a kind, one at a time, the newest first. */
  replies(kind: EtlKind): AsyncIterable<RawReply>;
  count(kind: EtlKind): Promise<number>;
}

interface RawDocument {
  readonly _id: string;
  readonly run: string;
  readonly source: DataSource;
  readonly path: string;
  readonly status: number;
  readonly body: Binary;
  readonly at: Date;
}

const compress = promisify(gzip);
const decompress = promisify(gunzip);
/** More than any answer has; what claims to hold more is damaged. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** Compressed replies in memory while they are read one by one. */
const READ_AT_ONCE = 20;

/** @param source of the replies that are put */
export function createEtlRaw(db: Db, source: DataSource): EtlRaw {
  const raw = db.collection<RawDocument>(COLLECTIONS.etlRaw);
  const ofKind = (kind: EtlKind): object => ({ _id: { $gte: `${kind}:`, $lt: `${kind};` } });
  return {
    put: async (kind, replies, { run, atMs }) => {
      if (replies.length === 0) return;
      const writes = await Promise.all(
        replies.map(async ({ path, status, body }) => {
          const replacement = { run, source, path, status, body: new Binary(await compress(body)), at: new Date(atMs) };
          return { replaceOne: { filter: { _id: `${kind}:${path}` }, replacement, upsert: true } };
        }),
      );
      try {
        await raw.bulkWrite(writes, { ordered: false });
      } catch (error) {
        if (!isOutOfSpace(error)) throw error;
      }
    },
    replies: async function* (kind) {
      for await (const document of raw.find(ofKind(kind)).sort({ at: -1, _id: 1 }).batchSize(READ_AT_ONCE)) {
        const reply = await toReply(document);
        if (reply !== null) yield reply;
      }
    },
    count: (kind) => raw.countDocuments(ofKind(kind)),
  };
}

/** Null for a document that isn't one of ours, or that is damaged. */
async function toReply(document: unknown): Promise<RawReply | null> {
  if (!isJsonObject(document)) return null;
  const { path, status, body } = document;
  if (typeof path !== 'string' || typeof status !== 'number' || !(body instanceof Binary)) return null;
  try {
    const bytes = await decompress(body.value(), { maxOutputLength: MAX_BODY_BYTES });
    return { path, status, body: bytes.toString('utf8') };
  } catch {
    return null;
  }
}
