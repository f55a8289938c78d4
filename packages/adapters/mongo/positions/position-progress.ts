import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject, requiredNumber } from '#contracts/read.ts';

/** Up to where a partition of a topic is stored. */
export interface PartitionProgress {
  readonly topic: string;
  readonly partition: number;
  /** The last offset stored. */
  readonly offset: number;
  /** The newest time of receipt among the records stored, epoch ms. */
  readonly receivedAtMs: number;
}

export interface ProgressStore {
  /** Written after everything that it stands for. */
  advance(progress: readonly PartitionProgress[]): Promise<void>;
}

/**
 * Times of receipt decide, offsets only within them: a topic made anew begins at offset 0 with later times and takes
 * over, a batch delivered again changes nothing.
 */
export function createProgressStore(db: Db): ProgressStore {
  const collection = db.collection<{ _id: string }>(COLLECTIONS.positionsProgress);
  return {
    advance: async (progress) => {
      if (progress.length === 0) return;
      const writes = progress.map((one) => ({
        updateOne: { filter: { _id: `${one.topic}/${one.partition}` }, update: [advanceTo(one)], upsert: true },
      }));
      await collection.bulkWrite(writes, { ordered: false });
    },
  };
}

function advanceTo({ topic, partition, offset, receivedAtMs }: PartitionProgress): object {
  const isLater = { $gte: [receivedAtMs, { $ifNull: ['$receivedAtMs', 0] }] };
  return {
    $set: {
      v: 1,
      topic: { $literal: topic },
      partition,
      offset: { $cond: [isLater, offset, { $max: ['$offset', offset] }] },
      receivedAtMs: { $max: ['$receivedAtMs', receivedAtMs] },
    },
  };
}

export async function readProgress(db: Db): Promise<PartitionProgress[]> {
  const documents: unknown[] = await db.collection(COLLECTIONS.positionsProgress).find().toArray();
  return documents.filter(isJsonObject).map((document) => ({
    topic: String(document['topic']),
    partition: requiredNumber(document, 'partition', 0, Number.MAX_SAFE_INTEGER),
    offset: requiredNumber(document, 'offset', 0, Number.MAX_SAFE_INTEGER),
    receivedAtMs: requiredNumber(document, 'receivedAtMs', 0, Number.MAX_SAFE_INTEGER),
  }));
}
