import type { Clock } from '../observability/clock.ts';

export interface InvocationLimits {
  /** No call is begun from here on, epoch ms. */
  readonly untilMs: number;
  /** Aborts what is under way a little later, so that the run can still say what remains. */
  readonly signal: AbortSignal;
}

/** A call is answered within this, mostly. */
const LAST_CALL_MS = 20_000;
/** For storing where the run stopped. */
const RESERVE_MS = 8000;
/** Of a short time these parts are left instead. */
const LAST_CALL_SHARE = 0.2;
const RESERVE_SHARE = 0.1;
/** The longest that a timer can be set to. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * What of the time given to an invocation its run may use.
 * @param signal the host's own, ends the run early
 */
export function invocationLimits(remainingMs: number, clock: Clock, signal?: AbortSignal): InvocationLimits {
  const abortMs = remainingMs - Math.min(RESERVE_MS, RESERVE_SHARE * remainingMs);
  const timeout = AbortSignal.timeout(Math.floor(Math.min(LONGEST_TIMER_MS, Math.max(0, abortMs))));
  return {
    untilMs: clock() + remainingMs - Math.min(LAST_CALL_MS, LAST_CALL_SHARE * remainingMs),
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  };
}
