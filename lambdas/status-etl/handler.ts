import { randomUUID } from 'node:crypto';
import { hostFunction } from '#adapters/aws/host-function.ts';
import { createEtlPorts } from '#adapters/etl/create-etl-ports.ts';
import type { EtlContext, EtlDeps, EtlHandler } from '#adapters/etl/etl-handler.ts';
import { invocationLimits } from '#adapters/etl/invocation-limits.ts';
import { observeRun } from '#adapters/etl/observe-run.ts';
import type { EtlOutcome } from '#adapters/etl/run-etl.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createFlightStatusStore } from '#adapters/mongo/schedules/flight-status-store.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { createFunctionLogger } from '#adapters/observability/function-logger.ts';
import type { EtlRun } from '#contracts/etl-run.ts';
import { parseStatusEtlEvent } from '#contracts/etl-event.ts';
import { readConfig, type StatusEtlConfig } from './config.ts';
import { runStatus, type StatusPorts } from './run-status.ts';

/**
 * Trigger: every quarter of an hour. Fetches how the flights around now do at the configured airports and stores it in
 * `flight_status`. Ends before its time does; what is left then the next run loads. Fails where no call would work
 * (credentials, database); what is stored stays.
 */
export function createHandler(
  config: StatusEtlConfig,
  { logger = createFunctionLogger('status-etl'), clock = systemClock, signal, onProgress }: EtlDeps = {},
): EtlHandler {
  const { mongodb, lufthansa } = config;
  const mongo = createMongoConnection({ ...mongodb, appName: 'airlines-status-etl' });
  const common = createEtlPorts({ db: mongo.db, lufthansa, clock, logger });
  const ports: StatusPorts = {
    ...common,
    statuses: createFlightStatusStore(mongo.db),
  };
  const load = (event: unknown, context: EtlContext, observe: (run: EtlRun) => void): Promise<EtlOutcome> => {
    const { trigger, resume: resumeOnly, runId, airports, windows } = parseStatusEtlEvent(event);
    return runStatus(ports, {
      source: lufthansa.source,
      trigger,
      resumeOnly,
      runId: runId ?? randomUUID(),
      airports: airports ?? config.airports,
      windows,
      isAskedFor: airports !== null || windows > 1,
      ...invocationLimits(context.getRemainingTimeInMillis(), clock, signal),
      onProgress: observe,
    });
  };
  const observed = { message: 'flight status loaded', logger, clock, quota: common.quota, onProgress };
  const handle = (event: unknown, context: EtlContext): Promise<EtlOutcome> =>
    observeRun(observed, (observe) => load(event, context, observe));
  return Object.assign(handle, { close: () => mongo.close() });
}

export const handler = hostFunction((env) => createHandler(readConfig(env)), process.env);
