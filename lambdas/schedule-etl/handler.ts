import { randomInt, randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { hostFunction } from '#adapters/aws/host-function.ts';
import { createEtlPorts } from '#adapters/etl/create-etl-ports.ts';
import { invocationLimits } from '#adapters/etl/invocation-limits.ts';
import { observeRun } from '#adapters/etl/observe-run.ts';
import type { EtlOutcome } from '#adapters/etl/run-etl.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createFetchedDays } from '#adapters/mongo/etl/fetched-days.ts';
import { createFlightStore } from '#adapters/mongo/schedules/flight-store.ts';
import { systemClock, type Clock } from '#adapters/observability/clock.ts';
import { createLogger, type Logger } from '#adapters/observability/logger.ts';
import { parseScheduleEtlEvent } from '#contracts/etl-event.ts';
import type { EtlRun } from '#contracts/etl-run.ts';
import { readConfig, type ScheduleEtlConfig } from './config.ts';
import { runSchedules, type SchedulePorts } from './run-schedules.ts';

/** What of the invocation's context is needed. */
export type ScheduleEtlContext = Pick<Context, 'getRemainingTimeInMillis'>;

/** The function, and how a host that ends before its process does lets go of what it holds. */
export type ScheduleEtlHandler = ((event: unknown, context: ScheduleEtlContext) => Promise<EtlOutcome>) & {
  close(): Promise<void>;
};

export interface ScheduleEtlDeps {
  readonly logger?: Logger;
  readonly clock?: Clock;
  /** From 0 (included) to 1 (excluded). */
  readonly random?: () => number;
  /** Ends a run early; it is gone on with later. */
  readonly signal?: AbortSignal;
  /** Told how a run stands, at most twice a second. */
  readonly onProgress?: (run: EtlRun) => void;
}

/**
 * Trigger: every night, and every quarter of an hour with `resume` for a run that had to stop. Fetches the schedules of the
 * coming days and stores them in `flights`. Ends before its time does; killed anywhere, the next run goes on from the last
 * day of a route that was stored. Fails where no call would work (credentials, database); what is stored stays.
 */
export function createHandler(
  config: ScheduleEtlConfig,
  {
    logger = createLogger({ fields: { function: 'schedule-etl' } }),
    clock = systemClock,
    random = () => randomInt(2 ** 32) / 2 ** 32,
    signal,
    onProgress,
  }: ScheduleEtlDeps = {},
): ScheduleEtlHandler {
  const { mongodbUri: uri, mongodbDatabase: database, lufthansa, plan } = config;
  const mongo = createMongoConnection({ uri, database, appName: 'airlines-schedule-etl' });
  const ports: SchedulePorts = {
    ...createEtlPorts({ db: mongo.db, lufthansa, clock, logger }),
    flights: createFlightStore(mongo.db),
    days: createFetchedDays(mongo.db),
    random,
  };
  const handle = async (event: unknown, context: ScheduleEtlContext): Promise<EtlOutcome> => {
    const { trigger, resume: resumeOnly, runId, pairs } = parseScheduleEtlEvent(event);
    const observer = observeRun(onProgress);
    const outcome = await runSchedules(ports, plan, {
      source: lufthansa.source,
      trigger,
      resumeOnly,
      runId: runId ?? randomUUID(),
      pairs: pairs?.map(({ from, to, date }) => ({ origin: from, destination: to, date })) ?? null,
      ...invocationLimits(context.getRemainingTimeInMillis(), clock, signal),
      onProgress: observer.onProgress,
    });
    logger.info('schedules loaded', observer.fields(outcome, clock()));
    return outcome;
  };
  return Object.assign(handle, { close: () => mongo.close() });
}

export const handler = hostFunction((env) => createHandler(readConfig(env)), process.env);
