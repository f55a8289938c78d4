import type { Scheduler } from '../../frontend/src/live/scheduler.ts';

export interface ManualScheduler extends Scheduler {
  /** Moves the clock and runs what falls due, in order; promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Timers that are waiting. */
  readonly pending: number;
}

/** A clock that only the test moves. */
export function createManualScheduler(): ManualScheduler {
  let nowMs = 0;
  let timers: { readonly atMs: number; readonly run: () => void }[] = [];

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  return {
    nowMs: () => nowMs,
    get pending() {
      return timers.length;
    },
    after(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (;;) {
        const due = timers.filter((timer) => timer.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (due === undefined) break;
        timers = timers.filter((timer) => timer !== due);
        nowMs = Math.max(nowMs, due.atMs);
        due.run();
        await settle();
      }
      nowMs = untilMs;
      await settle();
    },
  };
}
