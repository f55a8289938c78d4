import type { Logger } from '#adapters/observability/logger.ts';

export interface WatchErasedOptions {
  /** Port: the addresses to keep out; throws while the list can't be read. */
  readonly read: () => Promise<ReadonlySet<string>>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/** Which aircraft were erased and are to be kept out. */
export interface ErasedWatch {
  has(icao24: string): boolean;
  /** Calls back with addresses that are new on the list: what is shown of them has to go. Returns how to end that. */
  onErased(listener: (icao24s: readonly string[]) => void): () => void;
  /** Reads the list once; never rejects. */
  refresh(): Promise<void>;
  /** Reads the list every few seconds until told to stop; never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

const READ_EVERY_MS = 5000;

/**
 * Follows the list of erased aircraft. A producer goes on while the database is away, with the list that it knew; what it
 * publishes of an aircraft before it has read the list for the first time isn't stored either, position-store asks too.
 */
export function watchErased({ read, sleep, log }: WatchErasedOptions): ErasedWatch {
  let known: ReadonlySet<string> = new Set();
  let isAway = false;
  const listeners = new Set<(icao24s: readonly string[]) => void>();

  async function refresh(): Promise<void> {
    try {
      const next = await read();
      const added = [...next].filter((icao24) => !known.has(icao24));
      known = next;
      isAway = false;
      if (added.length > 0) listeners.forEach((tell) => tell(added));
    } catch (error) {
      if (!isAway) log.warn('the list of erased aircraft could not be read, the last one known holds', { error });
      isAway = true;
    }
  }

  return {
    has: (icao24) => known.has(icao24),
    onErased(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    async run(signal) {
      while (!signal.aborted) {
        await sleep(READ_EVERY_MS, signal);
        await refresh();
      }
    },
  };
}
