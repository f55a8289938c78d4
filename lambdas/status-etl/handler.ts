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
import { withCorrelation } from '#adapters/observability/correlation.ts';
import { createFunctionLogger } from '#adapters/observability/function-logger.ts';
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
  const ports: StatusPorts = {
    ...createEtlPorts({ db: mongo.db, lufthansa, clock, logger }),
    statuses: createFlightStatusStore(mongo.db),
  };
  const load = async (event: unknown, context: EtlContext): Promise<EtlOutcome> => {
    const { trigger, resume: resumeOnly, runId, airports, windows } = parseStatusEtlEvent(event);
    const observer = observeRun(onProgress);
    const outcome = await runStatus(ports, {
      source: lufthansa.source,
      trigger,
      resumeOnly,
      runId: runId ?? randomUUID(),
      airports: airports ?? config.airports,
      windows,
      isAskedFor: airports !== null || windows > 1,
      ...invocationLimits(context.getRemainingTimeInMillis(), clock, signal),
      onProgress: observer.onProgress,
    });
    logger.info('flight status loaded', observer.fields(outcome, clock()));
    return outcome;
  };
  /** The observer adds the run to the fields as soon as it has one. */
  const handle = (event: unknown, context: EtlContext) => withCorrelation({}, () => load(event, context));
  return Object.assign(handle, { close: () => mongo.close() });
}

export const handler = hostFunction((env) => createHandler(readConfig(env)), process.env);
