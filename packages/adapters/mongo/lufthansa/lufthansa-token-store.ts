import { Binary, type Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import type { TokenSeal } from '../../lufthansa/token/token-seal.ts';
import type { TokenStore } from '../../lufthansa/token/token-store.ts';
import { createLeaseStore } from '../lease-store.ts';

export interface LufthansaTokenStoreOptions {
  readonly db: Db;
  /** Names the client id without being it; see access-key.ts. */
  readonly accessKey: string;
  readonly seal: TokenSeal;
}

interface TokenDocument {
  readonly _id: string;
  readonly sealed: Binary;
  readonly expiresAt: Date;
}

const OPERATION_MS = 3000;

/** The shared access token as one document, encrypted; times are the database's. */
export function createLufthansaTokenStore({ db, accessKey, seal }: LufthansaTokenStoreOptions): TokenStore {
  const documents = db.collection<TokenDocument>(COLLECTIONS.lufthansaAccess);
  const leases = createLeaseStore(db);
  const _id = `token/${accessKey}`;
  const lease = `lufthansa-token/${accessKey}`;
  return {
    async read() {
      const remaining = { $dateDiff: { startDate: '$$NOW', endDate: '$expiresAt', unit: 'millisecond' } };
      const found: unknown[] = await documents
        .aggregate([{ $match: { _id } }, { $project: { sealed: 1, remainingMs: { $toDouble: remaining } } }], {
          maxTimeMS: OPERATION_MS,
        })
        .toArray();
      const [document] = found;
      if (!isJsonObject(document)) return null;
      const { sealed, remainingMs } = document;
      if (!(sealed instanceof Binary) || typeof remainingMs !== 'number' || remainingMs <= 0) return null;
      const token = seal.open(sealed.value());
      return token === null ? null : { token, remainingMs };
    },
    async write({ token, remainingMs }) {
      const expiresAt = { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: Math.round(remainingMs) } };
      await documents.updateOne({ _id }, [{ $set: { sealed: new Binary(seal.seal(token)), expiresAt } }], {
        upsert: true,
        maxTimeMS: OPERATION_MS,
      });
    },
    acquire: (holder, ttlMs) => leases.acquire(lease, holder, ttlMs),
    release: (holder) => leases.release(lease, holder),
  };
}
