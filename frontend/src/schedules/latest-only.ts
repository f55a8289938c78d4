/** Work of which only the newest counts. */
export interface LatestOnly {
  /** Begins work and aborts what was begun before. Its result is for whoever looks at the signal after each `await`. */
  readonly begin: (work: (signal: AbortSignal) => Promise<void>) => void;
  readonly abort: () => void;
}

/** Keeps late answers from overwriting newer ones. The work must not throw. */
export function createLatestOnly(): LatestOnly {
  let current = new AbortController();
  return {
    begin(work) {
      current.abort();
      current = new AbortController();
      void work(current.signal);
    },
    abort: () => current.abort(),
  };
}
