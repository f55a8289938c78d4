import { randomInt, randomUUID } from 'node:crypto';
import { hostFunction } from '#adapters/aws/host-function.ts';
import { createEtlPorts } from '#adapters/etl/create-etl-ports.ts';
import type { EtlContext, EtlDeps, EtlHandler } from '#adapters/etl/etl-handler.ts';
import { invocationLimits } from '#adapters/etl/invocation-limits.ts';
import { observeRun } from '#adapters/etl/observe-run.ts';
import type { EtlOutcome } from '#adapters/etl/run-etl.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createFetchedDays } from '#adapters/mongo/etl/fetched-days.ts';
import { createFlightStore } from '#adapters/mongo/schedules/flight-store.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { createFunctionLogger } from '#adapters/observability/function-logger.ts';
import type { EtlRun } from '#contracts/etl-run.ts';
import { parseScheduleEtlEvent } from '#contracts/etl-event.ts';
import { readConfig, type ScheduleEtlConfig } from './config.ts';
import { runSchedules, type SchedulePorts } from './run-schedules.ts';

export interface ScheduleEtlDeps extends EtlDeps {
  /** From 0 (included) to 1 (excluded). */
  readonly random?: () => number;
}

/**
 * Trigger: every night, and every quarter of an hour with `resume` for a run that had to stop. Fetches the schedules of the
 * coming days and stores them in `flights`. Ends before its time does; killed anywhere, the next run goes on from the last
 * day of a route that was stored. Fails where no call would work (credentials, database); what is stored stays.
 */
export function createHandler(
  config: ScheduleEtlConfig,
  {
    logger = createFunctionLogger('schedule-etl'),
    clock = systemClock,
    random = () => randomInt(2 ** 32) / 2 ** 32,
    signal,
    onProgress,
  }: ScheduleEtlDeps = {},
): EtlHandler {
  const { mongodb, lufthansa, plan } = config;
  const mongo = createMongoConnection({ ...mongodb, appName: 'airlines-schedule-etl' });
  const common = createEtlPorts({ db: mongo.db, lufthansa, clock, logger });
  const ports: SchedulePorts = {
    ...common,
    flights: createFlightStore(mongo.db),
    days: createFetchedDays(mongo.db),
    random,
  };
  const load = (event: unknown, context: EtlContext, observe: (run: EtlRun) => void): Promise<EtlOutcome> => {
    const { trigger, resume: resumeOnly, runId, pairs } = parseScheduleEtlEvent(event);
    return runSchedules(ports, plan, {
      source: lufthansa.source,
      trigger,
      resumeOnly,
      runId: runId ?? randomUUID(),
      pairs: pairs?.map(({ from, to, date }) => ({ origin: from, destination: to, date })) ?? null,
      ...invocationLimits(context.getRemainingTimeInMillis(), clock, signal),
      onProgress: observe,
    });
  };
  const observed = { message: 'schedules loaded', logger, clock, quota: common.quota, onProgress };
  const handle = (event: unknown, context: EtlContext): Promise<EtlOutcome> =>
    observeRun(observed, (observe) => load(event, context, observe));
  return Object.assign(handle, { close: () => mongo.close() });
}

export const handler = hostFunction((env) => createHandler(readConfig(env)), process.env);
