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
  return {
    async acquire(name, holder, ttlMs) {
      const isMine = { $eq: ['$holder', holder] };
      const free: Document = { $expr: { $or: [isMine, { $lt: ['$expiresAt', '$$NOW'] }] } };
      const take: Document = {
        holder,
        acquiredAt: { $cond: [isMine, '$acquiredAt', '$$NOW'] },
        expiresAt: { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: ttlMs } },
      };
      try {
        const result = await leases.updateOne({ _id: name, ...free }, [{ $set: take }], {
          upsert: true,
          maxTimeMS: OPERATION_MS,
        });
        return result.matchedCount + result.upsertedCount > 0;
      } catch (error) {
        // The document is there, but not free: the upsert's insert met its _id.
        if (mongoErrorCode(error) === MONGO_CODE.duplicateKey) return false;
        throw error;
      }
    },
    async release(name, holder) {
      await leases.deleteOne({ _id: name, holder }, { maxTimeMS: OPERATION_MS });
    },
  };
}
