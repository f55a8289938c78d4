/** Wakes whoever waits for a change; a change that nobody waits for is not kept. */
export interface ChangeSignal {
  notify(): void;
  /** Resolves at the next change, or after `atMostMs`. */
  next(atMostMs?: number): Promise<void>;
}

export function createChangeSignal(): ChangeSignal {
  const waiting = new Set<() => void>();
  return {
    notify() {
      for (const wake of waiting) wake();
    },
    next(atMostMs) {
      return new Promise((resolve) => {
        const timer = atMostMs === undefined ? undefined : setTimeout(() => wake(), atMostMs);
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
      });
    },
  };
}
