import {
  REFERENCE_RESOURCES,
  type ReferenceRecords,
  type ReferenceResource,
} from '#domain/schedules/reference-data.ts';
import { createListWalk, type BadRecords, type ListWalk, type PageOutline } from './list-walk.ts';
import type { ReferenceAnswer, ReferencePage, ReferenceRange } from '../lufthansa-api.ts';
import type { WalkState } from './reference-walk-state.ts';

/** Records that a list has but doesn't give, by where they are in it. */
export interface UnlistedRecords extends BadRecords {
  readonly resource: ReferenceResource;
}

export interface WalkProgress {
  /** Ranges answered, well or badly. */
  readonly done: number;
  /** Ranges known of. Grows as the lists' lengths become known, and by two with each range that is halved. */
  readonly total: number;
}

export interface ReferenceWalkOptions {
  /** @default all */
  readonly resources?: readonly ReferenceResource[];
  /** Where an earlier walk stopped, from `parseWalkState`; a resource that it doesn't know begins anew. */
  readonly from?: WalkState | null;
}

/**
 * The order in which the lists of reference data are read: pages of 100 from offset 1. The first page of each tells how many
 * records there are and so all others, and several can be asked for at once. A range that Lufthansa answers with an error
 * because of one bad record is halved until that record alone is left, without a call for a second half whose first half was
 * good; the record is remembered with its neighbours' codes.
 *
 * Pure: it makes no call. A record comes twice only when a list changes while it is read.
 */
export interface ReferenceWalk {
  /** A range to ask for; null where none is left, or none is known until one that is on its way is answered. */
  next(): ReferenceRange | null;
  /** Takes the answer of a range that `next` gave. @throws RangeError for any other */
  done<R extends ReferenceResource>(range: ReferenceRange & { readonly resource: R }, answer: ReferenceAnswer<R>): void;
  /** A range that `next` gave was not answered and is left to do. @throws RangeError for any other */
  giveBack(range: ReferenceRange): void;
  /** Whether nothing is left to ask for and nothing on its way. */
  isFinished(): boolean;
  progress(): WalkProgress;
  /** Bad records found so far, in the order of the lists. */
  unlisted(): readonly UnlistedRecords[];
  /** Bad answers since the last page. Beyond some fifty it is Lufthansa that fails, not records: better go on later. */
  badInARow(): number;
  /** Length of a list by the newest answer; null until one came, or where none can be had. */
  totalCount(resource: ReferenceResource): number | null;
  /** All of it as JSON; ranges on their way count as left to do. */
  state(): WalkState;
}

export function createReferenceWalk({
  resources = REFERENCE_RESOURCES,
  from = null,
}: ReferenceWalkOptions = {}): ReferenceWalk {
  const lists = new Map(resources.map((resource) => [resource, createListWalk(from?.lists[resource] ?? null)]));
  let badInARow = 0;

  const listOf = (resource: ReferenceResource): ListWalk => {
    const list = lists.get(resource);
    if (list === undefined) throw new RangeError(`this walk doesn't read ${resource}`);
    return list;
  };

  return {
    next() {
      // The lists' lengths first, so that the whole of it is known soon.
      const all = [...lists];
      for (const [resource, list] of [...all.filter(([, candidate]) => !candidate.isStarted()), ...all]) {
        const stretch = list.next();
        if (stretch !== null) return { resource, ...stretch };
      }
      return null;
    },
    done(range, answer) {
      const list = listOf(range.resource);
      if (answer.kind === 'page') list.page(range, outline(range.resource, answer));
      else list.badRange(range, answer.status);
      badInARow = answer.kind === 'page' ? 0 : badInARow + 1;
    },
    giveBack: (range) => listOf(range.resource).giveBack(range),
    isFinished: () => [...lists.values()].every((list) => list.isFinished()),
    progress() {
      const parts = [...lists.values()].map((list) => list.progress());
      return {
        done: parts.reduce((sum, { done }) => sum + done, 0),
        total: parts.reduce((sum, { total }) => sum + total, 0),
      };
    },
    unlisted: () => [...lists].flatMap(([resource, list]) => list.bad().map((one) => ({ resource, ...one }))),
    badInARow: () => badInARow,
    totalCount: (resource) => lists.get(resource)?.totalCount() ?? null,
    state: () => ({
      v: 1,
      lists: Object.fromEntries([...lists].map(([resource, list]) => [resource, list.state()] as const)),
    }),
  };
}

function outline<R extends ReferenceResource>(
  resource: R,
  { totalCount, records, rejected }: ReferencePage<R>,
): PageOutline {
  // Which place a record has is known only where all of the page could be read.
  const codes = rejected.length > 0 ? [] : records.map((record) => referenceCode(resource, record));
  return {
    totalCount,
    rows: records.length + rejected.length,
    first: codes[0] ?? null,
    last: codes.at(-1) ?? null,
  };
}

const CODES: { readonly [R in ReferenceResource]: (record: ReferenceRecords[R]) => string } = {
  countries: ({ countryCode }) => countryCode,
  cities: ({ cityCode }) => cityCode,
  airports: ({ airportCode }) => airportCode,
  airlines: ({ airlineId }) => airlineId,
  aircraft: ({ aircraftCode }) => aircraftCode,
};

/** The code by which a record is asked for. Unlike its key it may be that of several records: LH. */
export function referenceCode<R extends ReferenceResource>(resource: R, record: ReferenceRecords[R]): string {
  return CODES[resource](record);
}
