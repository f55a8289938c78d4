import { randomUUID } from 'node:crypto';
import { hostFunction } from '#adapters/aws/host-function.ts';
import { createEtlPorts } from '#adapters/etl/create-etl-ports.ts';
import type { EtlContext, EtlDeps, EtlHandler } from '#adapters/etl/etl-handler.ts';
import { invocationLimits } from '#adapters/etl/invocation-limits.ts';
import { observeRun } from '#adapters/etl/observe-run.ts';
import type { RunContext, WorkOutcome } from '#adapters/etl/etl-work.ts';
import { runEtl, type EtlOutcome } from '#adapters/etl/run-etl.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { createFunctionLogger } from '#adapters/observability/function-logger.ts';
import { parseEtlEvent, type EtlEvent } from '#contracts/etl-event.ts';
import type { EtlRun } from '#contracts/etl-run.ts';
import { readConfig, type ReferenceEtlConfig } from './config.ts';
import { loadReferences } from './load-references.ts';
import { parsePlace } from './place.ts';
import { reparseReferences } from './reparse-references.ts';
import { createRunPorts } from './run-ports.ts';

export interface ReferenceEtlDeps extends EtlDeps {
  /** Parses the replies that are kept instead of calling; a run that stopped is not gone on with then. @default false */
  readonly fromRaw?: boolean;
}

/** Their rate is the quota's matter; so many on their way use it up also where an answer takes a second. */
const CALLS_AT_A_TIME = 6;

/**
 * Trigger: every night, and every quarter of an hour with `resume` for a run that had to stop. Loads countries, cities,
 * airports, airlines and aircraft types. Ends before its time does; killed anywhere, the next run goes on from the last
 * pages stored. Fails where no call would work (credentials, database); what is stored stays.
 */
export function createHandler(
  config: ReferenceEtlConfig,
  {
    logger = createFunctionLogger('reference-etl'),
    clock = systemClock,
    signal,
    onProgress,
    fromRaw = false,
  }: ReferenceEtlDeps = {},
): EtlHandler {
  const { mongodb, lufthansa } = config;
  const { source } = lufthansa;
  // One for each call on its way, and one for the lock and the progress.
  const maxPoolSize = CALLS_AT_A_TIME + 2;
  const mongo = createMongoConnection({ ...mongodb, appName: 'airlines-reference-etl', maxPoolSize });
  const ports = createEtlPorts({ db: mongo.db, lufthansa, clock, logger });

  const work =
    (untilMs: number) =>
    (context: RunContext): Promise<WorkOutcome> => {
      const runPorts = createRunPorts({ db: mongo.db, source, clock, isOfEarlier: fromRaw }, context);
      if (fromRaw) return reparseReferences({ ...runPorts, kept: ports.raw }, context);
      return loadReferences({ ...runPorts, api: ports.api }, { parallel: CALLS_AT_A_TIME, untilMs }, context);
    };
  const run = ({ trigger, resume, runId }: EtlEvent, remainingMs: number, observe: (run: EtlRun) => void) => {
    const limits = invocationLimits(remainingMs, clock, signal);
    const request = { kind: 'references', source, trigger, resumeOnly: resume, anew: fromRaw, ...limits } as const;
    const goesOnFrom = (place: unknown): boolean => parsePlace(place) !== null;
    const named = { runId: runId ?? randomUUID(), goesOnFrom, onProgress: observe };
    return runEtl(ports, { ...request, ...named }, work(limits.untilMs));
  };
  const observed = { message: 'reference data loaded', logger, clock, quota: ports.quota, onProgress };
  const handle = (event: unknown, context: EtlContext): Promise<EtlOutcome> =>
    observeRun(observed, (observe) => run(parseEtlEvent(event), context.getRemainingTimeInMillis(), observe));
  return Object.assign(handle, { close: () => mongo.close() });
}

export const handler = hostFunction((env) => createHandler(readConfig(env)), process.env);
