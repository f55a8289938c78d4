import { judgeFailedCall } from '#adapters/etl/failed-call.ts';
import type { ImportOutcome } from '#adapters/etl/import-schedules.ts';
import type { RunContext, WorkOutcome } from '#adapters/etl/etl-work.ts';
import { STOPPED } from '#adapters/etl/run-etl.ts';
import { routeDayText, type RouteDay } from '#domain/schedules/route-day.ts';
import type { Task } from './place.ts';

export interface FetchPorts {
  /** Fetches and stores a day of a route. */
  importDay(routeDay: RouteDay): Promise<ImportOutcome>;
  /** Remembers when a day was fetched. */
  mark(routeDay: RouteDay): Promise<void>;
  /** Keeps what is left. */
  savePlace(tasks: readonly Task[]): Promise<void>;
  /** Whether there is time for another. */
  hasTime(): boolean;
}

/** A day that failed in so many runs is left to the next plan. */
const MOST_TRIES = 3;
/** It is Lufthansa that fails then; each call has been tried several times already. */
const MOST_FAILURES_IN_A_ROW = 5;
const OUT_OF_TIME = 'its time was up; the next run goes on from there';

/** How the work on the list stands. */
interface Progress {
  /** What is left, in order. */
  readonly queue: Task[];
  /** Failed in this run and left to the next. */
  readonly deferred: Task[];
  failuresInARow: number;
  /** Why a day could not be fetched; the last of them. */
  failure: string | null;
}

/** Fetches one day after the other until all are fetched, time or calls run out, or Lufthansa fails again and again. */
export async function fetchPlan(tasks: readonly Task[], ports: FetchPorts, context: RunContext): Promise<WorkOutcome> {
  const progress: Progress = { queue: [...tasks], deferred: [], failuresInARow: 0, failure: null };
  let stopped: string | null = null;
  while (progress.queue.length > 0 && stopped === null) {
    if (context.signal.aborted) stopped = STOPPED;
    else if (!ports.hasTime()) stopped = OUT_OF_TIME;
    else stopped = await fetchNext(progress, ports, context);
    await context.report();
  }
  const left = [...progress.queue, ...progress.deferred];
  await ports.savePlace(left);
  return {
    state: left.length === 0 ? 'complete' : 'incomplete',
    remaining: left.map(routeDayText),
    problem: stopped ?? progress.failure,
  };
}

/** @returns why the run has to stop, null where it may go on */
async function fetchNext(progress: Progress, ports: FetchPorts, context: RunContext): Promise<string | null> {
  const [task] = progress.queue;
  if (task === undefined) return null;
  try {
    const { received, stored, merged, changed, vanished } = await ports.importDay(task);
    context.account.add({ done: 1, received, stored, merged, changed, vanished });
    await ports.mark(task);
    progress.queue.shift();
    progress.failuresInARow = 0;
  } catch (error) {
    const problem = problemOf(task, error);
    const verdict = judgeFailedCall(error);
    if (verdict === 'stop') return problem;
    progress.queue.shift();
    progress.failure = problem;
    await putOff(progress, task, { verdict, ports, context });
    if (progress.failuresInARow >= MOST_FAILURES_IN_A_ROW) return problem;
  }
  await ports.savePlace([...progress.queue, ...progress.deferred]);
  return null;
}

async function putOff(
  progress: Progress,
  task: Task,
  { verdict, ports, context }: { verdict: 'later' | 'never'; ports: FetchPorts; context: RunContext },
): Promise<void> {
  if (verdict === 'later') progress.failuresInARow++;
  const tries = task.tries + 1;
  if (verdict === 'later' && tries < MOST_TRIES) {
    progress.deferred.push({ ...task, tries });
    return;
  }
  context.account.add({ done: 1 });
  // What can't be asked for counts as fetched, or it would come first in every plan.
  if (verdict === 'never') await ports.mark(task);
}

function problemOf(task: RouteDay, error: unknown): string {
  return `${routeDayText(task)}: ${error instanceof Error ? error.message : String(error)}`;
}
