import type { Clock } from '#adapters/observability/clock.ts';

/** Lets at most `perSecond` through in the long run, and as many at once. Whether the next one may pass. */
export function createTokenBucket(perSecond: number, clock: Clock): () => boolean {
  let tokens = perSecond;
  let filledAtMs = clock();
  return () => {
    const nowMs = clock();
    tokens = Math.min(perSecond, tokens + (Math.max(0, nowMs - filledAtMs) * perSecond) / 1000);
    filledAtMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
