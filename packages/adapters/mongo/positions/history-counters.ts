import type { Db, Document } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { isOutOfSpace } from '../mongo-error.ts';

const HISTORY = 'history';
const BYTES_PER_MB = 1024 * 1024;

/** How full the history is and what it lost, as the status shows it. */
export interface HistoryUsage {
  readonly usedMb: number;
  /** `MAX_HISTORY_MB`. */
  readonly maxMb: number;
  /** Positions dropped because the history was larger than `maxMb`, oldest first, since the database was made. */
  readonly droppedPositions: number;
  /** Positions that were never put into the history because the database was full. */
  readonly shedPositions: number;
  /** When `usedMb` was measured, epoch ms; null where it never was. */
  readonly measuredAtMs: number | null;
}

export interface HistoryCounters {
  readonly countShed: (positions: number, nowMs: number) => Promise<void>;
  measured(usage: { usedBytes: number; maxMb: number; droppedPositions: number }, nowMs: number): Promise<void>;
  /** Whether a full database refused history after it was measured last. */
  hasShedSinceMeasured(): Promise<boolean>;
  read(): Promise<HistoryUsage | null>;
}

/** One document in `counters`. What a full database does not count is lost: counting must not keep room from being made. */
export function createHistoryCounters(db: Db): HistoryCounters {
  const collection = db.collection<{ _id: string }>(COLLECTIONS.counters);
  const count = async (update: Document): Promise<void> => {
    try {
      await collection.updateOne({ _id: HISTORY }, update, { upsert: true });
    } catch (error) {
      if (!isOutOfSpace(error)) throw error;
    }
  };
  return {
    countShed: async (positions, nowMs) => {
      await count({ $inc: { shedPositions: positions }, $set: { v: 1, shedAt: new Date(nowMs) } });
    },
    measured: async ({ usedBytes, maxMb, droppedPositions }, nowMs) => {
      const usage = { v: 1, usedMb: usedBytes / BYTES_PER_MB, maxMb, measuredAt: new Date(nowMs) };
      await count({ $inc: { droppedPositions }, $set: usage });
    },
    hasShedSinceMeasured: async () => {
      const document: unknown = await collection.findOne({ _id: HISTORY });
      const { shedAt, measuredAt } = isJsonObject(document) ? document : {};
      return shedAt instanceof Date && !(measuredAt instanceof Date && measuredAt >= shedAt);
    },
    read: async () => toUsage(await collection.findOne({ _id: HISTORY })),
  };
}

function toUsage(document: unknown): HistoryUsage | null {
  if (!isJsonObject(document)) return null;
  const count = (field: string): number => (typeof document[field] === 'number' ? document[field] : 0);
  const measuredAt = document['measuredAt'];
  return {
    usedMb: count('usedMb'),
    maxMb: count('maxMb'),
    droppedPositions: count('droppedPositions'),
    shedPositions: count('shedPositions'),
    measuredAtMs: measuredAt instanceof Date ? measuredAt.getTime() : null,
  };
}
