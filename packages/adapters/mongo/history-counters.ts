import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';

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
  read(): Promise<HistoryUsage | null>;
}

/** One document in `counters`. */
export function createHistoryCounters(db: Db): HistoryCounters {
  const collection = db.collection<{ _id: string }>(COLLECTIONS.counters);
  return {
    countShed: async (positions, nowMs) => {
      await collection.updateOne(
        { _id: HISTORY },
        { $inc: { shedPositions: positions }, $set: { v: 1, shedAt: new Date(nowMs) } },
        { upsert: true },
      );
    },
    measured: async ({ usedBytes, maxMb, droppedPositions }, nowMs) => {
      const usage = { v: 1, usedMb: usedBytes / BYTES_PER_MB, maxMb, measuredAt: new Date(nowMs) };
      await collection.updateOne({ _id: HISTORY }, { $inc: { droppedPositions }, $set: usage }, { upsert: true });
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
