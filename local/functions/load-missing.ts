import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createEtlRunStore } from '#adapters/mongo/etl/etl-run-store.ts';
import type { MongoConfig } from '#adapters/mongo/mongo-config.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import type { EtlKind } from '#contracts/etl-run.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import type { InvocationOutcome } from '../invoke-function.ts';
import { catchUp } from './catch-up.ts';

export interface LoadMissingOptions {
  readonly mongodb: MongoConfig;
  /** What is loaded from: runs of another source count for nothing. */
  readonly source: DataSource;
  readonly invoke: (kind: EtlKind, event: unknown) => Promise<InvocationOutcome>;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** A night was missed. */
const RENEWED_AFTER_MS = 25 * 3_600_000;

/** Loads what the database lacks of reference data, schedules and today's flights, one after the other. Never throws. */
export async function loadMissing({ mongodb, source, invoke, logger, signal }: LoadMissingOptions): Promise<void> {
  const mongo = createMongoConnection({ ...mongodb, appName: 'airlines-lufthansa-etl', maxPoolSize: 1 });
  const runs = createEtlRunStore(mongo.db);
  const step = (kind: EtlKind, renewedAfterMs: number | null) => ({
    ...{ kind, renewedAfterMs, invoke: (event: unknown) => invoke(kind, event) },
  });
  const steps = [step('references', RENEWED_AFTER_MS), step('schedules', RENEWED_AFTER_MS), step('status', null)];
  try {
    await catchUp(steps, {
      newestRuns: async (kind) => (await runs.newest({ kind, limit: 20 })).filter((run) => run.source === source),
      ...{ clock: systemClock, signal, logger },
    });
  } catch (error) {
    logger.error('what is missing was not loaded', { error });
  } finally {
    await mongo.close();
  }
}
