import type { Db, Document } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { MONGO_CODE, mongoErrorCode } from './mongo-error.ts';

/** The longest an operation may take on the server; a lease that is answered later is of no use. */
const OPERATION_MS = 3000;

interface LeaseDocument {
  readonly _id: string;
  readonly holder: string;
  readonly acquiredAt: Date;
  readonly expiresAt: Date;
}

/** Leases by name, kept by the database's clock: the holders' own clocks don't matter. */
export interface LeaseStore {
  /** Takes or renews a lease. @returns false while another holds it */
  acquire(name: string, holder: string, ttlMs: number): Promise<boolean>;
  /** Gives a lease back, so that the next need not wait for its end. */
  release(name: string, holder: string): Promise<void>;
}

export function createLeaseStore(db: Db): LeaseStore {
  const leases = db.collection<LeaseDocument>(COLLECTIONS.leases);

  /** Two at once may both try to insert; the second meets the first's document and looks at it. */
  async function takeOrLeave(name: string, update: Document[]): Promise<LeaseDocument | null> {
    const options = { upsert: true, returnDocument: 'after', maxTimeMS: OPERATION_MS } as const;
    try {
      return await leases.findOneAndUpdate({ _id: name }, update, options);
    } catch (error) {
      if (mongoErrorCode(error) !== MONGO_CODE.duplicateKey) throw error;
      return leases.findOneAndUpdate({ _id: name }, update, options);
    }
  }

  return {
    async acquire(name, holder, ttlMs) {
      const isMine = { $eq: ['$holder', holder] };
      // In a document that the upsert makes, expiresAt is missing, which sorts before every date.
      const isFree: Document = { $or: [isMine, { $lt: ['$expiresAt', '$$NOW'] }] };
      const taken: Document = {
        holder,
        acquiredAt: { $cond: [isMine, '$acquiredAt', '$$NOW'] },
        expiresAt: { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: ttlMs } },
      };
      const lease = await takeOrLeave(name, [
        { $replaceWith: { $cond: [isFree, { $mergeObjects: ['$$ROOT', taken] }, '$$ROOT'] } },
      ]);
      return lease?.holder === holder;
    },
    async release(name, holder) {
      await leases.deleteOne({ _id: name, holder }, { maxTimeMS: OPERATION_MS });
    },
  };
}
