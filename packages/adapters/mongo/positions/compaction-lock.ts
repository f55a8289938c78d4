import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isOutOfSpace, MONGO_CODE, mongoErrorCode } from '../mongo-error.ts';

const LOCK = 'position-compaction';

interface LockDocument {
  readonly _id: string;
  readonly holder: string;
  readonly expiresAt: Date;
}

/** `out-of-space`: a full database took no lock; the holder may go on, because what a full one still does is deleting. */
export type LockOutcome = 'acquired' | 'held' | 'out-of-space';

/**
 * Keeps two compactions from doing the same work. Only an economy: with two at a time the result is the same, because
 * every write holds against a revision. A holder that was killed blocks the next one until `expiresAtMs`.
 */
export interface CompactionLock {
  acquire(request: { holder: string; nowMs: number; expiresAtMs: number }): Promise<LockOutcome>;
  release(holder: string): Promise<void>;
}

export function createCompactionLock(db: Db): CompactionLock {
  const collection = db.collection<LockDocument>(COLLECTIONS.leases);
  return {
    acquire: async ({ holder, nowMs, expiresAtMs }) => {
      try {
        await collection.updateOne(
          { _id: LOCK, expiresAt: { $lte: new Date(nowMs) } },
          { $set: { holder, expiresAt: new Date(expiresAtMs) } },
          { upsert: true },
        );
        return 'acquired';
      } catch (error) {
        if (mongoErrorCode(error) === MONGO_CODE.duplicateKey) return 'held';
        if (isOutOfSpace(error)) return 'out-of-space';
        throw error;
      }
    },
    release: async (holder) => {
      await collection.deleteOne({ _id: LOCK, holder });
    },
  };
}
