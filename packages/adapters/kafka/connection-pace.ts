import type { Clock } from '../observability/clock.ts';

export interface ConnectionPaceOptions {
  /** Between two turns. */
  readonly intervalMs: number;
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Lets connections through one after the other, at most one per interval: an MSK broker of type t3 takes four connections
 * with IAM in a second and refuses the others, which come again all the sooner.
 * @returns resolves when it is the caller's turn, in the order of asking
 */
export function createConnectionPace({ intervalMs, clock, sleep }: ConnectionPaceOptions): () => Promise<void> {
  let nextAtMs = -Infinity;
  return async () => {
    const turnMs = Math.max(clock(), nextAtMs);
    nextAtMs = turnMs + intervalMs;
    const waitMs = turnMs - clock();
    if (waitMs > 0) await sleep(waitMs);
  };
}
