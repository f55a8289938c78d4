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

/** A range to ask for; `suspects` records follow it, one of which is bad if none of the range is. */
interface Task extends Stretch {
  readonly suspects: number;
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
  const pending: Task[] = (from?.pending ?? [[1, PAGE_SIZE, 0] as const]).map(taskOf);
  const inFlight = new Map<number, Task>();
  const bad = new Map((from?.bad ?? []).map(([offset, limit, status]) => [offset, { limit, status }]));
  /** Codes at the ends of the pages read, by offset. */
  const edges = new Map(from?.edges ?? []);

  const land = ({ offset, limit }: Stretch): Task => {
    const task = inFlight.get(offset);
    if (task?.limit !== limit) throw new RangeError(`no range ${offset}+${limit} is on its way`);
    inFlight.delete(offset);
    return task;
  };

  /**
   * Behind all others, so that a page that fails for a moment gets time and an outage isn't mistaken for bad records; but the
   * length of the list is told by its first good range, wherever that is.
   */
  const add = (task: Task): void => {
    if (total === null) pending.unshift(task);
    else pending.push(task);
  };

  /**
   * The longest that a list was is what is read of it: a length that goes up and down makes no extra pages, and what lies
   * beyond the present end is asked for once.
   */
  const plan = (totalCount: number): void => {
    total = totalCount;
    const end = Math.min(totalCount, MOST_RECORDS);
    for (; plannedTo < end; plannedTo = Math.min(end, plannedTo + PAGE_SIZE)) {
      pending.push({ offset: plannedTo + 1, limit: Math.min(PAGE_SIZE, end - plannedTo), suspects: 0 });
    }
  };

  /** @returns the part of a stretch that the list has, by its length as last told */
  const within = ({ offset, limit }: Stretch): number => Math.min(limit, (total ?? MOST_RECORDS) - offset + 1);

  /** Goes on with a range in which there is a bad record. That of a single one is known only when it was asked for. */
  const narrow = ({ offset, limit }: Stretch): void => {
    if (limit === 0) return;
    const half = Math.max(1, Math.floor(limit / 2));
    add({ offset, limit: half, suspects: limit - half });
  };

  const setAside = (stretch: Stretch, status: number): void => {
    const isUnseen = total === null && done >= MOST_BAD_UNSEEN;
    const { offset, limit } = stretch;
    if (limit === 1 || isUnseen || bad.size >= MOST_BAD) bad.set(offset, { limit, status });
    else narrow(stretch);
  };

  const fail = (stretch: Stretch, status: number): void => {
    const rest = within(stretch);
    if (rest === stretch.limit) setAside(stretch, status);
    // Part of it is beyond the end, which alone may be why it failed.
    else if (rest > 0) add({ offset: stretch.offset, limit: rest, suspects: 0 });
  };

  /** Suspects are cleared where the bad record was in the range before them. */
  const addUnknown = ({ offset, limit }: Stretch): void => {
    if (limit > 0) add({ offset, limit, suspects: 0 });
  };

  const left = (): number => {
    const tasks = [...inFlight.values(), ...pending];
    return tasks.length + tasks.filter(({ suspects }) => suspects > 0).length;
  };

  const suspectsOf = ({ offset, limit, suspects }: Task): Stretch => {
    const rest = { offset: offset + limit, limit: suspects };
    return { ...rest, limit: Math.max(0, within(rest)) };
  };

  return {
    isStarted: () => total !== null || done > 0 || inFlight.size > 0,
    next() {
      if (total === null && inFlight.size > 0) return null;
      const task = pending.shift();
      if (task === undefined) return null;
      inFlight.set(task.offset, task);
      return { offset: task.offset, limit: task.limit };
    },
    page(stretch, { totalCount, rows, first, last }) {
      const task = land(stretch);
      done += 1;
      plan(totalCount);
      if (rows > 0 && first !== null) edges.set(stretch.offset, first);
      if (rows > 0 && last !== null) edges.set(stretch.offset + rows - 1, last);
      const missing = within(stretch) - rows;
      const rest = { offset: stretch.offset + rows, limit: missing };
      if (missing <= 0) narrow(suspectsOf(task));
      else if (rows > 0) pending.unshift({ ...rest, suspects: task.suspects });
      else {
        setAside(rest, 200);
        addUnknown(suspectsOf(task));
      }
    },
    badRange(stretch, status) {
      const task = land(stretch);
      done += 1;
      addUnknown(suspectsOf(task));
      fail(stretch, status);
    },
    giveBack(stretch) {
      pending.unshift(land(stretch));
    },
    isFinished: () => left() === 0,
    progress: () => ({ done, total: done + left() }),
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
      pending: [...inFlight.values(), ...pending].map(({ offset, limit, suspects }) => [offset, limit, suspects]),
      bad: [...bad].map(([offset, { limit, status }]) => [offset, limit, status]),
      edges: [...edges],
    }),
  };
}

const taskOf = ([offset, limit, suspects]: readonly [number, number, number]): Task => ({ offset, limit, suspects });
