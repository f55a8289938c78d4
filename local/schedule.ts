import { systemClock, type Clock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { invokeFunction } from './invoke-function.ts';
import type { LambdaFunction } from './lambda-function.ts';
import { parseScheduleExpression } from './schedule/schedule-expression.ts';
import { waitUnlessAborted } from './wait-unless-aborted.ts';

export interface ScheduleOptions {
  readonly name: string;
  /** EventBridge Scheduler's: `rate(2 minutes)`, `cron(0 22 * * ? *)` or `at(2026-12-01T22:00:00)`. */
  readonly expression: string;
  /** IANA name that `cron` and `at` are read in. @default 'UTC' */
  readonly timeZone?: string;
  /** Scheduler's start date, epoch ms: nothing is due before, and a rate counts from here. @default now */
  readonly startAtMs?: number;
  readonly handler: LambdaFunction;
  /** The event that the function gets. @default {} */
  readonly input?: unknown;
  readonly logger: Logger;
  /** @default 60000 */
  readonly functionTimeoutMs?: number;
  /** Retries of one failed run; Scheduler's default of 185 is a day's worth. @default 3 */
  readonly maximumRetryAttempts?: number;
  /** Pause before the first retry, doubled at each one up to the maximum. @default 1 s to 60 s */
  readonly retryPauseMs?: { readonly first: number; readonly most: number };
  /** How long `stop` waits for a run under way. @default 5000 */
  readonly drainMs?: number;
  readonly clock?: Clock;
}

export interface Schedule {
  /** Epoch ms of the next run, null when there is none. */
  nextRunAtMs(): number | null;
  /** Ends the timer, the retries and, within `drainMs`, waits for the run under way. */
  stop(): Promise<void>;
}

/** The machine may sleep and its clock may be set: the time is looked at this often at least. */
const LONGEST_TIMER_MS = 60_000;

/**
 * Runs a function when EventBridge Scheduler would. One run at a time: a time that comes while one runs is skipped and
 * logged, and of times that were slept through only one is made up for. `rate` runs at its start and then at every interval.
 * @throws RangeError for an expression or time zone that Scheduler would refuse
 */
export function startSchedule(options: ScheduleOptions): Schedule {
  const { name, logger, clock = systemClock, drainMs = 5000 } = options;
  const startMs = options.startAtMs ?? clock();
  const times = parseScheduleExpression(options.expression, options.timeZone ?? 'UTC', startMs);
  const stopping = new AbortController();
  let nextAtMs = times(startMs - 1);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;

  const runDue = (): void => {
    if (running !== null) {
      logger.warn('scheduled run skipped: the one before is still running', { schedule: name });
      return;
    }
    running = runWithRetries(options, clock, stopping.signal).finally(() => {
      running = null;
    });
  };
  const tick = (): void => {
    const nowMs = clock();
    if (nextAtMs !== null && nowMs >= nextAtMs) {
      runDue();
      nextAtMs = times(nowMs);
    }
    if (nextAtMs === null) return;
    timer = setTimeout(tick, Math.min(nextAtMs - nowMs, LONGEST_TIMER_MS));
  };
  tick();

  return {
    nextRunAtMs: () => nextAtMs,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      nextAtMs = null;
      const bound = new AbortController();
      await Promise.race([running, waitUnlessAborted(drainMs, bound.signal)]);
      bound.abort();
    },
  };
}

async function runWithRetries(options: ScheduleOptions, clock: Clock, stopping: AbortSignal): Promise<void> {
  const { name, handler, input = {}, logger, functionTimeoutMs = 60_000, maximumRetryAttempts = 3 } = options;
  const { first, most } = options.retryPauseMs ?? { first: 1000, most: 60_000 };
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await invokeFunction(handler, structuredClone(input), {
      functionName: name,
      timeoutMs: functionTimeoutMs,
      clock,
    });
    if (outcome.kind === 'answered') return;
    const error = outcome.kind === 'failed' ? outcome.error : outcome.kind;
    if (attempt >= maximumRetryAttempts) {
      logger.error('scheduled run given up', { schedule: name, attempts: attempt + 1, error });
      return;
    }
    logger.warn('scheduled run failed, trying again', { schedule: name, attempt: attempt + 1, error });
    if (!(await waitUnlessAborted(Math.min(first * 2 ** attempt, most), stopping))) return;
  }
}
