import type { EtlRun } from '#contracts/etl-run.ts';

/** The counts of a run, as {@link EtlRun} names them. */
export type RunCounts = Pick<
  EtlRun,
  'done' | 'total' | 'calls' | 'received' | 'stored' | 'merged' | 'changed' | 'rejected' | 'vanished'
>;

/** Counts that are added up; `rejected` goes by reason, `calls` are the API's own count. */
export type CountName = Exclude<keyof RunCounts, 'rejected' | 'calls'>;

/**
 * Where every record of a run is accounted for: `received` = `stored` + `merged` + all of `rejected`. Made from the counts
 * of a run that is gone on with it adds to them.
 */
export interface RunAccount {
  add(counts: Readonly<Partial<Record<CountName, number>>>): void;
  /** Counts records that were kept aside, by reason. */
  reject(reason: string, count?: number): void;
  /** For counts that are known as a whole: `total`, or what the database says is stored. */
  set(counts: Readonly<Partial<Record<CountName, number>>>): void;
  counts(): RunCounts;
}

export const NO_COUNTS: RunCounts = {
  done: 0,
  total: 0,
  calls: 0,
  received: 0,
  stored: 0,
  merged: 0,
  changed: 0,
  rejected: {},
  vanished: 0,
};

/** @param calls how many calls the API's client made since it was made */
export function createRunAccount(calls: () => number, from: RunCounts = NO_COUNTS): RunAccount {
  const { done, total, received, stored, merged, changed, vanished } = from;
  // Named one by one: what is given may be a whole run.
  const counts: Record<CountName, number> = { done, total, received, stored, merged, changed, vanished };
  const byReason = new Map(Object.entries(from.rejected));
  const callsBefore = calls();
  const apply = (given: Readonly<Partial<Record<CountName, number>>>, base: (name: CountName) => number): void => {
    for (const name of COUNT_NAMES) counts[name] = given[name] === undefined ? counts[name] : base(name) + given[name];
  };
  return {
    add: (given) => apply(given, (name) => counts[name]),
    set: (given) => apply(given, () => 0),
    reject: (reason, count = 1) => void byReason.set(reason, (byReason.get(reason) ?? 0) + count),
    counts: () => ({
      ...counts,
      calls: from.calls + calls() - callsBefore,
      rejected: Object.fromEntries(byReason),
    }),
  };
}

const COUNT_NAMES: readonly CountName[] = ['done', 'total', 'received', 'stored', 'merged', 'changed', 'vanished'];

export function rejectedSum({ rejected }: Pick<RunCounts, 'rejected'>): number {
  return Object.values(rejected).reduce((sum, count) => sum + count, 0);
}
