import type { Clock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import type { LambdaFunction } from './lambda-function.ts';

export interface ScheduleOptions {
  readonly name: string;
  /** EventBridge Scheduler's: `rate(2 minutes)`, `cron(0 22 * * ? *)` or `at(2026-12-01T22:00:00)`. */
  readonly expression: string;
  /** IANA name that `cron` and `at` are read in. @default 'UTC' */
  readonly timeZone?: string;
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

/**
 * Runs a function when EventBridge Scheduler would. One run at a time: a time that comes while one runs is skipped and
 * logged. `rate` runs at once and then at every interval.
 * @throws RangeError for an expression or time zone that Scheduler would refuse
 */
export declare function startSchedule(options: ScheduleOptions): Schedule;
