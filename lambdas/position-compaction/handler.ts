import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { hostFunction } from '#adapters/aws/host-function.ts';
import { cellParts } from '#adapters/mongo/positions/aircraft-cell.ts';
import { createCompactionLock } from '#adapters/mongo/positions/compaction-lock.ts';
import { createCompactionStore } from '#adapters/mongo/positions/compaction-store.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createHistoryCounters } from '#adapters/mongo/positions/history-counters.ts';
import { createHistoryVolume } from '#adapters/mongo/positions/history-volume.ts';
import { trackId } from '#adapters/mongo/positions/track-document.ts';
import { systemClock, type Clock } from '#adapters/observability/clock.ts';
import { createFunctionLogger } from '#adapters/observability/function-logger.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { readConfig, type PositionCompactionConfig } from './config.ts';
import { createMeasurer, logOutcome } from './log-measurements.ts';
import { runCompaction, type RunOutcome } from './run-compaction.ts';

/** What of the invocation's context is needed. */
export type CompactionContext = Pick<Context, 'getRemainingTimeInMillis'>;

/** The function, and how a host that ends before its process does lets go of what it holds. */
export type PositionCompactionHandler = ((event: unknown, context: CompactionContext) => Promise<RunOutcome>) & {
  close(): Promise<void>;
};

export interface PositionCompactionDeps {
  readonly logger?: Logger;
  readonly clock?: Clock;
}

/** Level of the tree of cells at which one run's rows are cut into parts: batches of more than 256 aircraft. */
const PART_LEVEL = 3;

/**
 * Trigger: every two minutes. Merges the segments of the history into tracks and removes them, then holds the history to
 * its budget. Ends before its time does and goes on next time; may be killed anywhere and may run twice at once.
 */
export function createHandler(
  config: PositionCompactionConfig,
  { logger = createFunctionLogger('position-compaction'), clock = systemClock }: PositionCompactionDeps = {},
): PositionCompactionHandler {
  const mongo = createMongoConnection({
    ...config.mongodb,
    appName: 'airlines-position-compaction',
  });
  const ports = {
    compaction: { ...createCompactionStore(mongo.db), parts: cellParts(PART_LEVEL), trackId },
    budget: createHistoryVolume(mongo.db),
    counters: createHistoryCounters(mongo.db),
    lock: createCompactionLock(mongo.db),
  };
  const measure = createMeasurer(mongo.db, { logger, clock });
  const holder = randomUUID();
  const handle = async (_event: unknown, context: CompactionContext): Promise<RunOutcome> => {
    const endsAtMs = clock() + context.getRemainingTimeInMillis();
    // Before the work and in a line of its own: how fresh the positions are must be known where that fails too.
    await measure().catch((error: unknown) => logger.warn('the store could not be measured', { error }));
    const outcome = await runCompaction(ports, { holder, endsAtMs, maxHistoryMb: config.maxHistoryMb, clock });
    logOutcome(outcome, { logger, maxHistoryMb: config.maxHistoryMb, atMs: clock() });
    return outcome;
  };
  return Object.assign(handle, { close: () => mongo.close() });
}

export const handler = hostFunction((env) => createHandler(readConfig(env)), process.env);
