import type { ScheduleOptions } from '../schedule.ts';

type Retries = Required<Pick<ScheduleOptions, 'maximumRetryAttempts' | 'retryPauseMs'>>;

/** As Lambda repeats it. */
const OF_RATES: Retries = { maximumRetryAttempts: 2, retryPauseMs: { first: 60_000, most: 120_000 } };
/** 27 minutes: outlasts any run that holds the lock at that time, and the lock of one that was killed. */
const OF_CRONS: Retries = { maximumRetryAttempts: 8, retryPauseMs: { first: 60_000, most: 240_000 } };

/** How a timer of the ETLs repeats what fails: what comes again soon needs little of it, a night must not be missed. */
export function retriesOf(expression: string): Retries {
  return expression.startsWith('rate') ? OF_RATES : OF_CRONS;
}
