const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;

export interface RetryDelay {
  /** Failures in a row, this one too: 1 or more. */
  readonly failures: number;
  /** How often the feed is read when all is well. */
  readonly intervalMs: number;
  /** 0 to 1 */
  readonly jitter: number;
}

/** When to try a feed again, in ms: at growing distances, up to a minute, jittered down to a half. */
export function retryDelayMs({ failures, intervalMs, jitter }: RetryDelay): number {
  const growing = Math.max(FIRST_RETRY_MS, intervalMs) * 2 ** Math.min(failures - 1, 10);
  return Math.min(LONGEST_RETRY_MS, growing) * (0.5 + jitter / 2);
}
