import type { Db } from 'mongodb';
import { readDatabaseBytes } from '#adapters/mongo/database-size.ts';
import { createFeedReader } from '#adapters/mongo/feeds/feed-reader.ts';
import { readNewestStored } from '#adapters/mongo/positions/newest-stored.ts';
import type { Clock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { compactionMetrics } from './compaction-metrics.ts';
import { newestAgeMs } from './newest-age.ts';
import type { RunOutcome } from './run-compaction.ts';

/** Logs how fresh the stored positions are and how much the database holds. */
export function createMeasurer(
  db: Db,
  { logger, clock }: { readonly logger: Logger; readonly clock: Clock },
): () => Promise<void> {
  const feeds = createFeedReader(db, ({ field, code }) => logger.warn('feed status left out', { field, code }));
  return async () => {
    const [newest, statuses, storageBytes] = await Promise.all([
      readNewestStored(db),
      feeds.feeds(),
      readDatabaseBytes(db),
    ]);
    const ageMs = newestAgeMs({ newest, feeds: statuses }, clock());
    logger.info('store measured', compactionMetrics({ newestAgeMs: ageMs, storageBytes }, clock()));
  };
}

/** Logs what a run did and how full the history is then, as a warning where something stored can't be read. */
export function logOutcome(
  outcome: RunOutcome,
  { logger, maxHistoryMb, atMs }: { readonly logger: Logger; readonly maxHistoryMb: number; readonly atMs: number },
): void {
  if (outcome.skipped) {
    logger.info('history compacted', { ...outcome });
    return;
  }
  const isDamaged = outcome.unreadable + outcome.unreadableTracks > 0;
  const history = { usedBytes: outcome.usedBytes, maxMb: maxHistoryMb };
  logger[isDamaged ? 'warn' : 'info']('history compacted', { ...outcome, ...compactionMetrics({ history }, atMs) });
}
