import type { MskEvent } from '#contracts/msk-event.ts';

/** A batch of more partitions is told by these and how many others there are. */
const MOST_PARTITIONS = 12;

/**
 * Which records an invocation was given: `aircraft-positions-0@100-199 aircraft-positions-1@7`. The same text in two
 * invocations is the same batch delivered again.
 */
export function describeBatch({ records }: MskEvent): string {
  const partitions = Object.entries(records).flatMap(([partition, batch]) => {
    const [first, last] = [batch[0]?.offset, batch.at(-1)?.offset];
    if (first === undefined || last === undefined) return [];
    return [`${partition}@${first === last ? first : `${first}-${last}`}`];
  });
  const others = partitions.length - MOST_PARTITIONS;
  return [...partitions.slice(0, MOST_PARTITIONS), ...(others > 0 ? [`and ${others} more`] : [])].join(' ');
}
