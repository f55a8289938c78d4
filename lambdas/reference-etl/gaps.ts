import type { UnlistedRecords } from '#adapters/lufthansa/walk/reference-walk.ts';
import type { ReferenceResource } from '#domain/schedules/reference-data.ts';

/** Neighbouring bad records of a list: what lies between two good ones. */
export interface Gap {
  readonly resource: ReferenceResource;
  /** Position of the first, from 1, and how many there are. */
  readonly offset: number;
  readonly count: number;
  /** Codes of the good records before and after; null where unknown or at an end of the list. */
  readonly before: string | null;
  readonly after: string | null;
  /** HTTP status of the answer about the first. */
  readonly status: number;
}

/** Joins bad records that lie side by side: their codes are known only from the good ones around them all. */
export function gapsOf(unlisted: readonly UnlistedRecords[]): Gap[] {
  const gaps: Gap[] = [];
  for (const { resource, offset, limit, before, after, status } of unlisted) {
    const last = gaps.at(-1);
    if (last?.resource === resource && last.offset + last.count === offset) {
      gaps[gaps.length - 1] = { ...last, count: last.count + limit, after };
    } else gaps.push({ resource, offset, count: limit, before, after, status });
  }
  return gaps;
}

/** Whether the gap may hold a record of that code, strictly between its neighbours. The lists are in order of codes. */
export function isBetween({ before, after }: Gap, code: string): boolean {
  return (before === null || code > before) && (after === null || code < after);
}

/** Whether a record of that code may be missing for the gap: also one that has its neighbour's code. */
export function isNear({ before, after }: Gap, code: string): boolean {
  return (before === null || code >= before) && (after === null || code <= after);
}
