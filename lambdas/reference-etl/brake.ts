import { judgeFailedCall, type FailedCall } from '#adapters/etl/failed-call.ts';

/** Tells when a run has to stop before it is done: out of time, out of calls, told to, or Lufthansa is not well. */
export interface Brake {
  /** Why the run stops now; null while it may go on. */
  stopped(): string | null;
  /** A call failed. @throws the error where no other call would work either */
  failed(error: unknown): FailedCall;
  succeeded(): void;
  /** Stops the run for another reason. */
  stop(problem: string): void;
}

export interface BrakeOptions {
  readonly signal: AbortSignal;
  readonly untilMs: number;
  readonly clock: () => number;
}

const TIME_UP = 'its time was up';
/** Each has been tried several times by the client already. */
const MOST_FAILURES_IN_A_ROW = 5;

export function createBrake({ signal, untilMs, clock }: BrakeOptions): Brake {
  let problem: string | null = null;
  let failuresInARow = 0;
  return {
    stopped: () => {
      if (signal.aborted) return whyAborted(signal);
      return problem ?? (clock() >= untilMs ? TIME_UP : null);
    },
    failed: (error) => {
      const verdict = judgeFailedCall(error);
      if (verdict !== 'stop') failuresInARow += 1;
      if (verdict === 'stop' || failuresInARow >= MOST_FAILURES_IN_A_ROW) problem ??= messageOf(error);
      return verdict;
    },
    succeeded: () => {
      failuresInARow = 0;
    },
    stop: (reason) => {
      problem ??= reason;
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The call that was broken off says less. */
function whyAborted({ reason }: AbortSignal): string {
  if (!(reason instanceof Error) || reason.name === 'AbortError') return 'it was stopped';
  return reason.name === 'TimeoutError' ? TIME_UP : reason.message;
}
