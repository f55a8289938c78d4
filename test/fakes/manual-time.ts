/**
 * Time that passes only when a test says so. Sleepers wake in order of their time, and what they set off is done before
 * the next wakes.
 */
export interface ManualTime {
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  advance(ms: number): Promise<void>;
  /** Lets what is under way go on without time passing. */
  settle(): Promise<void>;
  /** Sleepers that wait now. */
  sleepers(): number;
}

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

export function createManualTime(startMs = 1_700_000_000_000): ManualTime {
  let nowMs = startMs;
  let sleepers: Sleeper[] = [];

  const settle = async (): Promise<void> => {
    // A turn of the event loop runs all promise callbacks; chains through timers of 0 ms need some turns.
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  };

  return {
    clock: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve();
          return;
        }
        const sleeper: Sleeper = {
          atMs: nowMs + ms,
          wake: () => {
            signal.removeEventListener('abort', sleeper.wake);
            sleepers = sleepers.filter((other) => other !== sleeper);
            resolve();
          },
        };
        signal.addEventListener('abort', sleeper.wake, { once: true });
        sleepers.push(sleeper);
      }),
    advance: async (ms) => {
      const untilMs = nowMs + ms;
      await settle();
      for (;;) {
        const next = sleepers.reduce<Sleeper | null>((a, b) => (a === null || b.atMs < a.atMs ? b : a), null);
        if (next === null || next.atMs > untilMs) break;
        nowMs = Math.max(nowMs, next.atMs);
        next.wake();
        await settle();
      }
      nowMs = untilMs;
      await settle();
    },
    settle,
    sleepers: () => sleepers.length,
  };
}
