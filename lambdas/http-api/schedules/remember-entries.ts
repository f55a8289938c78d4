import type { Clock } from '#adapters/observability/clock.ts';

export interface RememberEntriesOptions<T> {
  /** Reads the entries of keys; what isn't there is left out. */
  readonly read: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>;
  readonly forMs: number;
  /** Entries kept at most; the one that was read longest ago goes first. */
  readonly most: number;
  readonly clock: Clock;
}

/**
 * Wraps reads by key so that each entry is read at most once per `forMs`; what isn't there is remembered too. A failure
 * is told and never remembered.
 */
export function rememberEntries<T>({
  read,
  forMs,
  most,
  clock,
}: RememberEntriesOptions<T>): (keys: Iterable<string>) => Promise<ReadonlyMap<string, T>> {
  const kept = new Map<string, { readonly value: T | undefined; readonly readAtMs: number }>();

  const keep = (key: string, value: T | undefined, readAtMs: number): void => {
    kept.delete(key);
    kept.set(key, { value, readAtMs });
    const oldest = kept.keys().next();
    if (kept.size > most && oldest.done !== true) kept.delete(oldest.value);
  };

  return async (keys) => {
    const nowMs = clock();
    const found = new Map<string, T>();
    const missing: string[] = [];
    for (const key of new Set(keys)) {
      const entry = kept.get(key);
      if (entry === undefined || Math.abs(nowMs - entry.readAtMs) >= forMs) {
        missing.push(key);
        continue;
      }
      if (entry.value !== undefined) found.set(key, entry.value);
    }
    if (missing.length === 0) return found;
    const entries = await read(missing);
    for (const key of missing) {
      const value = entries.get(key);
      keep(key, value, nowMs);
      if (value !== undefined) found.set(key, value);
    }
    return found;
  };
}
