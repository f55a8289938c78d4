import type { Clock } from '../../observability/clock.ts';
import type { ErasedList } from './erased-list.ts';

/** How long a list that was read counts: an erasure holds everywhere after this. */
export const ERASED_KEPT_MS = 10_000;

export interface KnownErasedOptions {
  readonly list: Pick<ErasedList, 'all'>;
  readonly clock: Clock;
}

/**
 * The addresses to keep out, as of at most {@link ERASED_KEPT_MS} ago; while the list can't be read, the last one known.
 * @throws what reading it threw, as long as no list is known: nobody erased may slip in before
 */
export function createKnownErased({ list, clock }: KnownErasedOptions): () => Promise<ReadonlySet<string>> {
  let known: ReadonlySet<string> | undefined;
  let dueAtMs = -Infinity;
  return async () => {
    if (known !== undefined && clock() < dueAtMs) return known;
    const begunAtMs = clock();
    try {
      known = new Set((await list.all()).map(({ icao24 }) => icao24));
    } catch (error) {
      if (known === undefined) throw error;
    }
    dueAtMs = begunAtMs + ERASED_KEPT_MS;
    return known;
  };
}
