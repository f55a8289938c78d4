import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { createHistoryCounters, type HistoryUsage } from './history-counters.ts';
import { readProgress, type PartitionProgress } from './position-progress.ts';

/** How far storing has come, how full the history is, and what could not be read. */
export interface StoreStateReader {
  /** By topic and partition. */
  progress(): Promise<readonly PartitionProgress[]>;
  /** Null until the history was measured once. */
  history(): Promise<HistoryUsage | null>;
  /** Records kept aside. */
  deadLetters(): Promise<number>;
}

export function createStoreStateReader(db: Db): StoreStateReader {
  const counters = createHistoryCounters(db);
  return {
    progress: async () => {
      const progress = await readProgress(db);
      return progress.sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition);
    },
    history: () => counters.read(),
    deadLetters: () => db.collection(COLLECTIONS.deadLetters).estimatedDocumentCount(),
  };
}
