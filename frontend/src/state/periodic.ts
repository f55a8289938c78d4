import type { Scheduler } from '../live/scheduler.ts';

/** Work that is done again and again, never twice at a time. */
export interface Periodic {
  /** Does it at once and counts the time from there. */
  readonly now: () => void;
  readonly stop: () => void;
}

/**
 * Runs `work` now and every `everyMs()` after it ended. The work must not throw; it gets a signal that is aborted by
 * `stop` and by the next run.
 */
export function startPeriodic(
  scheduler: Scheduler,
  everyMs: () => number,
  work: (signal: AbortSignal) => Promise<void> | void,
): Periodic {
  let cancel: () => void = () => undefined;
  let aborter = new AbortController();

  async function run(): Promise<void> {
    cancel();
    aborter.abort();
    const current = new AbortController();
    aborter = current;
    await work(current.signal);
    if (!current.signal.aborted) cancel = scheduler.after(everyMs(), () => void run());
  }

  void run();
  return {
    now: () => void run(),
    stop: () => {
      cancel();
      aborter.abort();
    },
  };
}
