import type { ListState } from './reference-walk-state.ts';

/** Part of a list; `offset` counts from 1. */
export interface Stretch {
  readonly offset: number;
  readonly limit: number;
}

/** Records that are in a list but that it doesn't give: mostly one, more only where halving was given up. */
export interface BadRecords extends Stretch {
  /** HTTP status of the answer; 200 for a page without records. */
  readonly status: number;
  /** Code of the record before in the list; null where unknown. The list is in order of codes. */
  readonly before: string | null;
  /** Code of the record after. */
  readonly after: string | null;
}

/** What of a page matters for paging. */
export interface PageOutline {
  readonly totalCount: number;
  /** Records in the answer, those that could not be read included. */
  readonly rows: number;
  /** Code of the first record; null where it is unknown which was the first. */
  readonly first: string | null;
  readonly last: string | null;
}

/** Paging of one list; see reference-walk.ts for the rules. Until its length is known, one range is on its way at a time. */
export interface ListWalk {
  isStarted(): boolean;
  next(): Stretch | null;
  page(stretch: Stretch, outline: PageOutline): void;
  badRange(stretch: Stretch, status: number): void;
  giveBack(stretch: Stretch): void;
  isFinished(): boolean;
  progress(): { readonly done: number; readonly total: number };
  bad(): readonly BadRecords[];
  totalCount(): number | null;
  state(): ListState;
}

/** Lufthansa gives no more records at once. */
const PAGE_SIZE = 100;
/** A list that claims to be longer is read up to here; the longest has 12,000. */
const MOST_RECORDS = 100_000;
/** Beyond this a bad range is no longer halved but remembered as a whole. A bad night has 100. */
const MOST_BAD = 2000;
/** A list of which nothing could be read after so many tries is not halved further. */
const MOST_BAD_UNSEEN = 16;

export function createListWalk(from: ListState | null): ListWalk {
  let total = from?.total ?? null;
  let plannedTo = from?.plannedTo ?? PAGE_SIZE;
  let done = from?.done ?? 0;
  const pending: Stretch[] = (from?.pending ?? [[1, PAGE_SIZE] as const]).map(([offset, limit]) => ({ offset, limit }));
  const inFlight = new Map<number, Stretch>();
  const bad = new Map((from?.bad ?? []).map(([offset, limit, status]) => [offset, { limit, status }]));
  /** Codes at the ends of the pages read, by offset. */
  const edges = new Map(from?.edges ?? []);

  const land = ({ offset, limit }: Stretch): void => {
    if (inFlight.get(offset)?.limit !== limit) throw new RangeError(`no range ${offset}+${limit} is on its way`);
    inFlight.delete(offset);
  };

  /**
   * The longest that a list was is what is read of it: a length that goes up and down makes no extra pages, and what lies
   * beyond the present end is asked for once.
   */
  const plan = (totalCount: number): void => {
    total = totalCount;
    const end = Math.min(totalCount, MOST_RECORDS);
    for (; plannedTo < end; plannedTo = Math.min(end, plannedTo + PAGE_SIZE)) {
      pending.push({ offset: plannedTo + 1, limit: Math.min(PAGE_SIZE, end - plannedTo) });
    }
  };

  /** @returns the part of a stretch that the list has, by its length as last told */
  const within = ({ offset, limit }: Stretch): number => Math.min(limit, (total ?? MOST_RECORDS) - offset + 1);

  const setAside = ({ offset, limit }: Stretch, status: number): void => {
    const isUnseen = total === null && done >= MOST_BAD_UNSEEN;
    if (limit === 1 || isUnseen || bad.size >= MOST_BAD) {
      bad.set(offset, { limit, status });
      return;
    }
    const half = Math.floor(limit / 2);
    const halves = [
      { offset, limit: half },
      { offset: offset + half, limit: limit - half },
    ];
    // Behind all others, so that a page that fails for a moment gets time and an outage isn't mistaken for bad records;
    // but the length of the list is told by its first good range, wherever that is.
    if (total === null) pending.unshift(...halves);
    else pending.push(...halves);
  };

  const fail = (stretch: Stretch, status: number): void => {
    const rest = within(stretch);
    if (rest < stretch.limit) {
      // Part of it is beyond the end, which alone may be why it failed.
      if (rest > 0) pending.push({ offset: stretch.offset, limit: rest });
      return;
    }
    setAside(stretch, status);
  };

  return {
    isStarted: () => total !== null || done > 0 || inFlight.size > 0,
    next() {
      if (total === null && inFlight.size > 0) return null;
      const stretch = pending.shift();
      if (stretch === undefined) return null;
      inFlight.set(stretch.offset, stretch);
      return stretch;
    },
    page(stretch, { totalCount, rows, first, last }) {
      land(stretch);
      done += 1;
      plan(totalCount);
      if (rows > 0 && first !== null) edges.set(stretch.offset, first);
      if (rows > 0 && last !== null) edges.set(stretch.offset + rows - 1, last);
      const missing = within(stretch) - rows;
      if (missing <= 0) return;
      const rest = { offset: stretch.offset + rows, limit: missing };
      if (rows === 0) setAside(rest, 200);
      else pending.unshift(rest);
    },
    badRange(stretch, status) {
      land(stretch);
      done += 1;
      fail(stretch, status);
    },
    giveBack(stretch) {
      land(stretch);
      pending.unshift(stretch);
    },
    isFinished: () => inFlight.size === 0 && pending.length === 0,
    progress: () => ({ done, total: done + inFlight.size + pending.length }),
    bad: () =>
      [...bad]
        .filter(([offset]) => offset <= (total ?? PAGE_SIZE))
        .sort(([a], [b]) => a - b)
        .map(([offset, { limit, status }]) => ({
          offset,
          limit,
          status,
          before: edges.get(offset - 1) ?? null,
          after: edges.get(offset + limit) ?? null,
        })),
    totalCount: () => total,
    state: () => ({
      total,
      plannedTo,
      done,
      pending: [...inFlight.values(), ...pending].map(({ offset, limit }) => [offset, limit]),
      bad: [...bad].map(([offset, { limit, status }]) => [offset, limit, status]),
      edges: [...edges],
    }),
  };
}
