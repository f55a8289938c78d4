import { judgeFailedCall } from '#adapters/etl/failed-call.ts';
import type { RunContext, WorkOutcome } from '#adapters/etl/etl-work.ts';
import { STOPPED } from '#adapters/etl/run-etl.ts';
import type { StatusWindow } from './plan-windows.ts';

export interface LoadPorts {
  /** Fetches and stores a window, and counts it. */
  readonly loadWindow: (window: StatusWindow) => Promise<void>;
  /** Whether there is time for another. */
  readonly hasTime: () => boolean;
}

/** It is Lufthansa that fails then; each call has been tried several times already. */
const MOST_FAILURES_IN_A_ROW = 4;
const OUT_OF_TIME = 'its time was up; the next run goes on from there';

/** Loads one window after the other until time or calls run out, or Lufthansa fails again and again. */
export async function loadWindows(
  windows: readonly StatusWindow[],
  { loadWindow, hasTime }: LoadPorts,
  context: RunContext,
): Promise<WorkOutcome> {
  const failed: StatusWindow[] = [];
  let failuresInARow = 0;
  let problem: string | null = null;
  for (const [index, window] of windows.entries()) {
    const outcomeOf = (reason: string): WorkOutcome => incomplete([...windows.slice(index), ...failed], reason);
    if (context.signal.aborted) return outcomeOf(STOPPED);
    if (!hasTime()) return outcomeOf(OUT_OF_TIME);
    try {
      await loadWindow(window);
      failuresInARow = 0;
    } catch (error) {
      problem = `${window.name}: ${error instanceof Error ? error.message : String(error)}`;
      const verdict = judgeFailedCall(error);
      if (verdict === 'stop') return outcomeOf(problem);
      if (verdict === 'never') context.account.add({ done: 1 });
      else {
        failed.push(window);
        if (++failuresInARow >= MOST_FAILURES_IN_A_ROW) {
          return incomplete([...windows.slice(index + 1), ...failed], problem);
        }
      }
    }
    await context.report();
  }
  return failed.length === 0 ? { state: 'complete', remaining: [], problem } : incomplete(failed, problem);
}

function incomplete(left: readonly StatusWindow[], problem: string | null): WorkOutcome {
  return { state: 'incomplete', remaining: left.map(({ name }) => name), problem };
}
