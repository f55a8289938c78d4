/** Time as the live code sees it: a monotonic clock and timers on it. Tests hand in one that they move by hand. */
export interface Scheduler {
  /** Milliseconds on a clock that never steps, from an arbitrary origin. */
  nowMs(): number;
  /** Runs once after `delayMs`; the returned function cancels. */
  after(delayMs: number, run: () => void): () => void;
}

/** The browser's own: `performance.now()` and `setTimeout`. */
export const browserScheduler: Scheduler = {
  nowMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
