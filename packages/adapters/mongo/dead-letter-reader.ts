import { Binary, type Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';

/** A record that was kept aside, as people and the replay need it. */
export interface KeptDeadLetter {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** When it was kept aside, epoch ms. */
  readonly failedAtMs: number;
  readonly reason: string;
  readonly message: string;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
}

export interface DeadLetterReader {
  /**
   * The oldest ones first, a page at a time.
   * @param after the last one of the page before
   */
  list(page: { readonly limit: number; readonly after?: KeptDeadLetter | undefined }): Promise<KeptDeadLetter[]>;
  count(): Promise<number>;
  remove(ids: readonly string[]): Promise<void>;
}

export function createDeadLetterReader(db: Db): DeadLetterReader {
  const collection = db.collection<{ _id: string }>(COLLECTIONS.deadLetters);
  return {
    list: async ({ limit, after }) => {
      const failedAt = new Date(after?.failedAtMs ?? 0);
      const later = { $or: [{ failedAt: { $gt: failedAt } }, { failedAt, _id: { $gt: after?.id ?? '' } }] };
      const documents: unknown[] = await collection.find(later).sort({ failedAt: 1, _id: 1 }).limit(limit).toArray();
      return documents.flatMap((document) => toDeadLetter(document) ?? []);
    },
    count: () => collection.countDocuments(),
    remove: async (ids) => {
      await collection.deleteMany({ _id: { $in: [...ids] } });
    },
  };
}

/** Null for a document that isn't one of ours. */
function toDeadLetter(document: unknown): KeptDeadLetter | null {
  if (!isJsonObject(document)) return null;
  const { _id: id, topic, partition, offset, failedAt, reason, message, key, value } = document;
  if (typeof id !== 'string' || typeof topic !== 'string' || !(failedAt instanceof Date)) return null;
  return {
    id,
    topic,
    partition: Number(partition),
    offset: Number(offset),
    failedAtMs: failedAt.getTime(),
    reason: String(reason),
    message: String(message),
    key: bytesOf(key),
    value: bytesOf(value),
  };
}

function bytesOf(value: unknown): Uint8Array | null {
  return value instanceof Binary ? value.value() : null;
}
