import type { Clock } from '#adapters/observability/clock.ts';

export interface RememberOptions {
  readonly forMs: number;
  readonly clock: Clock;
}

/**
 * Wraps a read so that it happens at most once per `forMs`, and once for all who ask while it is under way. A failure
 * is told to those who waited for it and never remembered.
 */
export function remember<T>(read: () => Promise<T>, { forMs, clock }: RememberOptions): () => Promise<T> {
  let current: { readonly value: Promise<T>; readonly startedAtMs: number } | null = null;
  let underWay = false;
  return () => {
    const nowMs = clock();
    if (current !== null && (underWay || Math.abs(nowMs - current.startedAtMs) < forMs)) return current.value;
    const value = read();
    current = { value, startedAtMs: nowMs };
    underWay = true;
    value.then(
      () => (underWay = false),
      () => {
        underWay = false;
        current = null;
      },
    );
    return value;
  };
}
