import type { EtlRun, EtlState } from '#contracts/etl-run.ts';
import type { RejectedRecord } from '../lufthansa/lufthansa-api.ts';
import { createRunAccount, type RunAccount } from './run-account.ts';
import type { EtlPorts, EtlRequest, WorkOutcome } from './etl-work.ts';

/** A place together with the run as it was when the place was saved. */
export interface KeptPlace {
  readonly run: EtlRun;
  readonly place: unknown;
}

/** What is said of a run at its end. */
type RunEnd = Partial<Pick<WorkOutcome, 'remaining' | 'problem'>>;

/** The document of a run and its place, while it works. */
export interface RunRecord {
  readonly id: string;
  readonly startedAtMs: number;
  readonly account: RunAccount;
  /** Writes the run as it is now. */
  readonly write: (state: EtlState, end?: RunEnd) => Promise<EtlRun>;
  /** Writes the progress, at most twice a second. */
  readonly report: () => Promise<void>;
  readonly savePlace: (place: unknown) => Promise<void>;
  readonly clearPlace: () => Promise<void>;
  readonly reject: (records: readonly RejectedRecord[]) => Promise<void>;
}

export interface RunRecordOptions {
  readonly ports: Pick<EtlPorts, 'runs' | 'state' | 'rejects' | 'clock' | 'calls'>;
  readonly request: Pick<EtlRequest, 'kind' | 'source' | 'trigger' | 'runId' | 'onProgress'>;
  /** What the run goes on from; null where it begins. */
  readonly kept: KeptPlace | null;
  /** Whether another run has the lock now: then its document and place are the other's, and nothing of them is written. */
  readonly isLost: () => boolean;
}

const REPORT_EVERY_MS = 500;
const MOST_REMAINING = 100;

export function createRunRecord({ ports, request, kept, isLost }: RunRecordOptions): RunRecord {
  const { runs, state, rejects, clock, calls } = ports;
  const { kind, source, trigger, onProgress = () => undefined } = request;
  const id = kept?.run.id ?? request.runId;
  const beganAtMs = clock();
  const startedAtMs = kept?.run.startedAtMs ?? beganAtMs;
  const secondsBefore = kept?.run.seconds ?? 0;
  const account = createRunAccount(calls, kept?.run);
  const inTurn = createTurns(isLost);
  let reportedAtMs = -Infinity;

  const runAs = (runState: EtlState, { remaining = [], problem = null }: RunEnd = {}): EtlRun => ({
    ...{ id, kind, source, trigger, state: runState, startedAtMs },
    updatedAtMs: clock(),
    finishedAtMs: runState === 'running' ? null : clock(),
    seconds: secondsBefore + Math.max(0, clock() - beganAtMs) / 1000,
    ...account.counts(),
    remaining: remaining.slice(0, MOST_REMAINING),
    problem,
  });
  const write: RunRecord['write'] = async (runState, end) => {
    const run = runAs(runState, end);
    reportedAtMs = clock();
    onProgress(run);
    await inTurn(() => runs.put(run));
    return run;
  };
  return {
    ...{ id, startedAtMs, account, write },
    report: async () => {
      if (clock() - reportedAtMs >= REPORT_EVERY_MS) await write('running');
    },
    savePlace: (place) => {
      const saved: KeptPlace = { run: runAs('running'), place };
      return inTurn(() => state.write(kind, saved, clock()));
    },
    clearPlace: () => inTurn(() => state.clear(kind)),
    reject: async (records) => {
      for (const { reason } of records) account.reject(reason);
      await rejects.add(id, records, clock());
    },
  };
}

/** One write after the other: an older report or place must not come after a newer one. */
function createTurns(isLost: () => boolean): (write: () => Promise<void>) => Promise<void> {
  let writing: Promise<unknown> = Promise.resolve();
  return (write) => {
    const turn = writing.then(() => (isLost() ? undefined : write()));
    writing = turn.catch(() => undefined);
    return turn;
  };
}
