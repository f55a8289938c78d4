import { systemClock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import type { EtlKind } from '#contracts/etl-run.ts';
import { ETL_SCHEDULES, ETL_TIME_ZONE } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { readConfig as readReferenceConfig } from '../../lambdas/reference-etl/config.ts';
import { createHandler as createReferenceHandler } from '../../lambdas/reference-etl/handler.ts';
import { readConfig as readScheduleConfig } from '../../lambdas/schedule-etl/config.ts';
import { createHandler as createScheduleHandler } from '../../lambdas/schedule-etl/handler.ts';
import { readConfig as readStatusConfig } from '../../lambdas/status-etl/config.ts';
import { createHandler as createStatusHandler } from '../../lambdas/status-etl/handler.ts';
import { invokeFunction, type InvocationOutcome } from '../invoke-function.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import { startSchedule, type Schedule } from '../schedule.ts';
import type { Environment, HostFunction } from './hosted-function.ts';
import { loadMissing } from './load-missing.ts';
import { retriesOf } from './retries-of.ts';

/** As the constructs give them. */
const FUNCTION_TIMEOUT_MS: Readonly<Record<EtlKind, number>> = {
  references: 15 * 60_000,
  schedules: 15 * 60_000,
  status: 10 * 60_000,
};
/** Rates begin after what is missing at the start was loaded, mostly. */
const FIRST_RATE_MS = 15 * 60_000;
const DRAIN_MS = 2000;

type EtlFunction = LambdaFunction & { close(): Promise<void> };
type EtlFunctions = Readonly<Record<EtlKind, EtlFunction>>;

const NAMES: Readonly<Record<EtlKind, string>> = {
  references: 'reference-etl',
  schedules: 'schedule-etl',
  status: 'status-etl',
};

/** Timers as the constructs of the functions have them. */
const TIMERS: readonly { readonly kind: EtlKind; readonly expression: string; readonly resume: boolean }[] = [
  { kind: 'references', expression: ETL_SCHEDULES.references, resume: false },
  { kind: 'references', expression: ETL_SCHEDULES.resume, resume: true },
  { kind: 'schedules', expression: ETL_SCHEDULES.schedules, resume: false },
  { kind: 'schedules', expression: ETL_SCHEDULES.resume, resume: true },
  { kind: 'status', expression: ETL_SCHEDULES.status, resume: false },
];

/**
 * The functions that load from the Lufthansa API, in one process: they wait for answers, mostly. First what is missing,
 * then at the times that EventBridge Scheduler would, and when the admin function asks for it.
 */
export const hostLufthansaEtl: HostFunction = (env, logger) => {
  const stopping = new AbortController();
  const functions = createFunctions(env, logger, stopping.signal);
  const invoke = (kind: EtlKind, event: unknown): Promise<InvocationOutcome> =>
    invokeFunction<unknown>(functions[kind], event, {
      functionName: NAMES[kind],
      timeoutMs: FUNCTION_TIMEOUT_MS[kind],
      clock: systemClock,
    });
  const running = new Set<Promise<unknown>>();
  const track = (work: Promise<unknown>): void => {
    const tracked: Promise<unknown> = work.finally(() => running.delete(tracked));
    running.add(tracked);
  };
  const { mongodb, lufthansa } = readReferenceConfig(env);
  track(loadMissing({ mongodb, source: lufthansa.source, invoke, logger, signal: stopping.signal }));
  const timers = TIMERS.map((timer) => startTimer(timer, functions[timer.kind], logger));
  return Promise.resolve({
    receive: (message) => {
      const asked = askedRun(message);
      if (asked !== null)
        track(invoke(asked.kind, asked.event).then((outcome) => logFailure(asked.kind, outcome, logger)));
      else logger.warn('message not understood');
    },
    stop: async () => {
      stopping.abort();
      await Promise.all([...running, ...timers.map((timer) => timer.stop())]);
      await Promise.all(Object.values(functions).map((each) => each.close()));
    },
  });
};

function createFunctions(env: Environment, logger: Logger, signal: AbortSignal): EtlFunctions {
  const depsOf = (kind: EtlKind) => ({ logger: logger.child({ function: NAMES[kind] }), signal });
  return {
    references: createReferenceHandler(readReferenceConfig(env), depsOf('references')),
    schedules: createScheduleHandler(readScheduleConfig(env), depsOf('schedules')),
    status: createStatusHandler(readStatusConfig(env), depsOf('status')),
  };
}

function startTimer(
  { kind, expression, resume }: (typeof TIMERS)[number],
  handler: EtlFunction,
  logger: Logger,
): Schedule {
  return startSchedule({
    name: resume ? `${NAMES[kind]} resume` : NAMES[kind],
    expression,
    timeZone: ETL_TIME_ZONE,
    ...(expression.startsWith('rate') && { startAtMs: systemClock() + FIRST_RATE_MS }),
    handler,
    input: { trigger: 'schedule', ...(resume && { resume }) },
    functionTimeoutMs: FUNCTION_TIMEOUT_MS[kind],
    ...retriesOf(expression),
    drainMs: DRAIN_MS,
    logger,
  });
}

/** What the admin function sends: `{ function, event }`. */
function askedRun(message: unknown): { readonly kind: EtlKind; readonly event: unknown } | null {
  if (!isJsonObject(message)) return null;
  const [kind] = (['references', 'schedules', 'status'] as const).filter((one) => NAMES[one] === message['function']);
  return kind === undefined ? null : { kind, event: message['event'] };
}

function logFailure(kind: EtlKind, outcome: InvocationOutcome, logger: Logger): void {
  if (outcome.kind === 'answered') return;
  logger.error('run failed', { kind, error: outcome.kind === 'failed' ? outcome.error : outcome.kind });
}
