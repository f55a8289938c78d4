const FIRST_MS = 1000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try, in ms: exponential with full jitter over the upper half, so that the viewers of
 * a restarted server don't come back in one wave.
 * @param attempt 0 for the first try after a loss
 * @param random uniform in 0 to 1
 */
export function reconnectDelayMs(attempt: number, random: () => number): number {
  const ceilingMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return ceilingMs / 2 + (ceilingMs / 2) * random();
}
