import type { Clock } from '../../observability/clock.ts';
import type { CallOptions } from '../lufthansa-api.ts';
import { LufthansaError } from '../lufthansa-error.ts';
import { LATEST_USE_MS } from './quota-rule.ts';
import type { QuotaStore } from './quota-store.ts';

export interface CallSlotOptions {
  readonly quota: QuotaStore;
  readonly clock: Clock;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface CallSlot {
  /**
   * Waits until a call may leave; it must leave at once then.
   * @throws LufthansaError `quota` where that is beyond the caller's time, `aborted`
   */
  take(options: CallOptions): Promise<void>;
}

/** Timers end so late at best; counted as on time, else each call would push back all that follow. */
const TIMER_MS = 2;

const REASONS = {
  hour: 'the calls of the hour are spent',
  queue: 'too many calls are waiting',
  paused: 'Lufthansa takes no more calls in this hour',
} as const;

/**
 * Waits for slots. The store gives them a spacing apart, but processes wake late now and then; so that two calls of this
 * one don't leave together then, it keeps the spacing once more.
 */
export function createCallSlot({ quota, clock, sleep }: CallSlotOptions): CallSlot {
  let lastLeftMs = -Infinity;

  async function waitFor(ms: number, { signal }: CallOptions): Promise<void> {
    if (ms > 0) await sleep(ms, signal);
    if (signal.aborted) throw new LufthansaError('aborted', 'no longer wanted');
  }

  /** @returns false where this process slept through its slot */
  async function leave(dueMs: number, options: CallOptions): Promise<boolean> {
    for (;;) {
      const targetMs = Math.max(dueMs, lastLeftMs + quota.spacingMs);
      const lateMs = clock() - targetMs;
      if (lateMs >= 0) {
        lastLeftMs = lateMs <= TIMER_MS ? targetMs : clock();
        return clock() - dueMs <= LATEST_USE_MS;
      }
      await waitFor(-lateMs, options);
    }
  }

  return {
    async take(options) {
      for (;;) {
        await waitFor(0, options);
        const leftMs = options.untilMs - clock();
        const answer = await quota.reserve({ purpose: options.purpose, maxWaitMs: leftMs });
        if (answer.kind === 'slot') {
          if (await leave(clock() + answer.waitMs, options)) return;
        } else if (answer.retryAfterMs > leftMs) {
          const { reason, retryAfterMs } = answer;
          throw new LufthansaError('quota', `${REASONS[reason]} (${options.purpose})`, { retryAfterMs });
        } else await waitFor(answer.retryAfterMs, options);
      }
    },
  };
}
