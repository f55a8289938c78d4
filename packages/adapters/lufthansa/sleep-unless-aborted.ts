import { setTimeout as delay } from 'node:timers/promises';

/** What a timer can wait; a longer one would end at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Waits, at most 24 days; ends early, without an error, when the signal is aborted. */
export function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  return delay(Math.min(LONGEST_MS, ms), undefined, { signal }).catch(() => undefined);
}
