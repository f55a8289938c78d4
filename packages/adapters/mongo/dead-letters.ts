import { createHash } from 'node:crypto';
import { Binary, type Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isOutOfSpace, isRepeatedOnly, refusedForSpace } from './mongo-error.ts';

/** A record that could not be decoded, as it came. */
export interface DeadLetter {
  /** ARN of the cluster or of the event source. */
  readonly cluster: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** When the record was appended, epoch ms. */
  readonly appendedAtMs: number;
  /** Code of the contract's error. */
  readonly reason: string;
  /** Field that broke the contract, `''` for the whole. */
  readonly field: string;
  readonly message: string;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
}

interface DeadLetterDocument {
  readonly _id: string;
  readonly v: 1;
  readonly cluster: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly appendedAt: Date;
  /** Retention counts from here. */
  readonly failedAt: Date;
  readonly reason: string;
  readonly field: string;
  readonly message: string;
  readonly key: Binary | null;
  readonly value: Binary | null;
}

export interface DeadLetterStore {
  /** Keeps the records once, however often they come. @returns how many were shed because the database is full */
  add(letters: readonly DeadLetter[], nowMs: number): Promise<number>;
}

export function createDeadLetterStore(db: Db): DeadLetterStore {
  const collection = db.collection<DeadLetterDocument>(COLLECTIONS.deadLetters);
  return {
    add: async (letters, nowMs) => {
      if (letters.length === 0) return 0;
      const documents = letters.map((letter) => toDocument(letter, nowMs));
      try {
        await collection.insertMany(documents, { ordered: false });
      } catch (error) {
        if (isOutOfSpace(error)) return refusedForSpace(documents, error).length;
        if (!isRepeatedOnly(error)) throw error;
      }
      return 0;
    },
  };
}

function toDocument(letter: DeadLetter, nowMs: number): DeadLetterDocument {
  const { cluster, topic, partition, offset, reason, field, message, key, value } = letter;
  return {
    _id: `${cluster}/${topic}/${partition}/${offset}/${contentMark(letter)}`,
    v: 1,
    cluster,
    topic,
    partition,
    offset,
    appendedAt: new Date(letter.appendedAtMs),
    failedAt: new Date(nowMs),
    reason,
    field,
    message,
    key: key === null ? null : new Binary(key),
    value: value === null ? null : new Binary(value),
  };
}

/** Tells records of a topic made anew, whose offsets begin at 0 again, from those of the topic before. */
function contentMark({ value, appendedAtMs }: DeadLetter): string {
  return createHash('sha256')
    .update(value ?? '')
    .update(String(appendedAtMs))
    .digest('hex')
    .slice(0, 8);
}
