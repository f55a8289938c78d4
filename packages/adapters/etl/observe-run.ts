import type { EtlRun } from '#contracts/etl-run.ts';
import { addCorrelation } from '../observability/correlation.ts';
import type { LogFields } from '../observability/logger.ts';
import { metricFields } from '../observability/metrics.ts';
import { rejectedSum } from './run-account.ts';
import type { EtlOutcome } from './run-etl.ts';

/** Watches a run for the log line at its end. */
export interface RunObserver {
  readonly onProgress: (run: EtlRun) => void;
  /** The run as it ended, with what this invocation added to it as metrics; just the reason where nothing was done. */
  fields(outcome: EtlOutcome, atMs: number): LogFields;
}

/**
 * Names the run in all lines of the invocation from its first progress on.
 * @param onProgress told of the run too
 */
export function observeRun(onProgress: (run: EtlRun) => void = () => undefined): RunObserver {
  let before: EtlRun | null = null;
  return {
    onProgress: (run) => {
      // The first is told before any work: with the counts of an earlier invocation where one is gone on with.
      before ??= run;
      addCorrelation({ run: run.id });
      onProgress(run);
    },
    fields: (outcome, atMs) => {
      if (outcome.skipped !== false) return { skipped: outcome.skipped };
      const { run } = outcome;
      return { ...run, ...metricFields({ dimensions: { etl: run.kind }, counts: countsSince(before, run), atMs }) };
    },
  };
}

function countsSince(before: EtlRun | null, run: EtlRun): Record<string, number> {
  const since = (count: (of: EtlRun) => number): number => count(run) - (before === null ? 0 : count(before));
  return {
    Calls: since(({ calls }) => calls),
    Received: since(({ received }) => received),
    Stored: since(({ stored }) => stored),
    Merged: since(({ merged }) => merged),
    Changed: since(({ changed }) => changed),
    Rejected: since(rejectedSum),
    Vanished: since(({ vanished }) => vanished),
    Incomplete: run.state === 'complete' ? 0 : 1,
  };
}
