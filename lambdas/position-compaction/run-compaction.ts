import { compactHistory, type CompactionPorts, type CompactionStats } from './compact-history.ts';
import { enforceBudget, type BudgetOutcome, type BudgetPorts } from './enforce-budget.ts';

export interface RunPorts<SegmentId> {
  readonly compaction: CompactionPorts<SegmentId>;
  readonly budget: BudgetPorts;
  readonly counters: {
    measured(
      usage: { readonly usedBytes: number; readonly maxMb: number; readonly droppedPositions: number },
      nowMs: number,
    ): Promise<void>;
    /** Whether storing met a full database since then: all new history is shed, so that nothing is left to compact. */
    hasShedSinceMeasured(): Promise<boolean>;
  };
  /** Only an economy: two runs at a time do no harm. A database that is too full to take the lock needs the run all the more. */
  readonly lock: {
    acquire(request: {
      holder: string;
      nowMs: number;
      expiresAtMs: number;
    }): Promise<'acquired' | 'held' | 'out-of-space'>;
    release(holder: string): Promise<void>;
  };
}

export interface RunOptions {
  readonly holder: string;
  /** When the invocation is ended from outside, epoch ms. */
  readonly endsAtMs: number;
  readonly maxHistoryMb: number;
  readonly clock: () => number;
}

/** `skipped`: another run holds the lock. */
export type RunOutcome = { readonly skipped: true } | ({ readonly skipped: false } & CompactionStats & BudgetOutcome);

/** A batch that failed after its segments were written comes again within seconds; its segments are left that long. */
const MARGIN_MS = 10_000;
/** One chunk: some 100 MB of rows in memory, a few seconds of work. */
const MAX_ROWS = 150_000;
/** Of the time given; the rest is the budget's own, or compaction that never comes to an end would keep it from its turn. */
const COMPACTION_SHARE = 0.8;
/** What remains after the last step of the budget, which takes a second or so, at most this part of the time given. */
const RESERVE_MS = 5000;
const RESERVE_SHARE = 0.05;
const BYTES_PER_MB = 1024 * 1024;

/** One scheduled run: compaction, then the budget, under one lock. */
export async function runCompaction<SegmentId>(ports: RunPorts<SegmentId>, options: RunOptions): Promise<RunOutcome> {
  const { holder, endsAtMs, maxHistoryMb, clock } = options;
  const startedAtMs = clock();
  const lock = await ports.lock.acquire({ holder, nowMs: startedAtMs, expiresAtMs: endsAtMs });
  if (lock === 'held') return { skipped: true };
  try {
    const givenMs = endsAtMs - startedAtMs;
    const compactUntilMs = startedAtMs + COMPACTION_SHARE * givenMs;
    const dropUntilMs = endsAtMs - Math.min(RESERVE_MS, RESERVE_SHARE * givenMs);
    const compacting = compactHistory(ports.compaction, {
      beforeMs: startedAtMs - MARGIN_MS,
      maxRows: MAX_ROWS,
      hasTime: () => clock() < compactUntilMs,
    });
    // The budget is held even where compaction fails.
    const [compacted] = await Promise.allSettled([compacting]);
    const isRefused = compacted.status === 'fulfilled' && compacted.value.end === 'out-of-space';
    const maxBytes = maxHistoryMb * BYTES_PER_MB;
    const isFull = lock === 'out-of-space' || isRefused || (await ports.counters.hasShedSinceMeasured());
    const hasTime = (): boolean => clock() < dropUntilMs;
    const budget = await enforceBudget(ports.budget, { maxBytes, isFull, hasTime });
    await ports.counters.measured({ ...budget, maxMb: maxHistoryMb }, clock());
    if (compacted.status === 'rejected') throw compacted.reason;
    return { skipped: false, ...compacted.value, ...budget };
  } finally {
    await ports.lock.release(holder);
  }
}
