import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isIcao24 } from '#domain/address.ts';

interface ErasedDocument {
  /** The address, six lower-case hex digits, `~` before a non-ICAO one. */
  readonly _id: string;
  readonly erasedAt: Date;
}

/** An aircraft that was erased, and since when it is kept out. */
export interface ErasedAircraft {
  readonly icao24: string;
  readonly erasedAtMs: number;
}

/** Which aircraft were erased: the producer doesn't publish them, position-store doesn't keep them. */
export interface ErasedList {
  /** Ascending by address. */
  all(): Promise<ErasedAircraft[]>;
  /** Keeps the aircraft out from now on; one that is listed keeps its time. */
  add(icao24s: readonly string[], nowMs: number): Promise<void>;
  /** Lets the aircraft in again. @returns how many were listed */
  readmit(icao24s: readonly string[]): Promise<number>;
}

/** More requests than ever came in; a list beyond it is damaged rather than long. */
const MOST_LISTED = 100_000;

export function createErasedList(db: Db): ErasedList {
  const erased = db.collection<ErasedDocument>(COLLECTIONS.erasedAircraft);
  return {
    all: async () => {
      const documents = await erased.find().sort({ _id: 1 }).limit(MOST_LISTED).toArray();
      return documents
        .filter(({ _id }) => isIcao24(_id))
        .map(({ _id, erasedAt }) => ({ icao24: _id, erasedAtMs: erasedAt.getTime() }));
    },
    add: async (icao24s, nowMs) => {
      const erasedAt = new Date(nowMs);
      await erased.bulkWrite(
        icao24s.map((icao24) => ({
          updateOne: { filter: { _id: icao24 }, update: { $setOnInsert: { erasedAt } }, upsert: true },
        })),
      );
    },
    readmit: async (icao24s) => (await erased.deleteMany({ _id: { $in: [...icao24s] } })).deletedCount,
  };
}
