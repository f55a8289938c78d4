import type { EtlRun } from '#contracts/etl-run.ts';
import { METRIC_NAMES } from '#contracts/metric-names.ts';
import type { Clock } from '../observability/clock.ts';
import { addCorrelation, withCorrelation } from '../observability/correlation.ts';
import type { LogFields } from '../observability/log-fields.ts';
import type { Logger } from '../observability/logger.ts';
import { metricFields } from '../observability/metrics.ts';
import { rejectedSum } from './run-account.ts';
import type { EtlOutcome } from './run-etl.ts';

const NAMES = METRIC_NAMES.etl;

export interface ObserveRunOptions {
  /** Of the line at the end. */
  readonly message: string;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Calls of the last hour and how many it allows; null before the first call. */
  readonly quota: () => Promise<{ readonly used: number; readonly limit: number } | null>;
  /** Told of the run too. */
  readonly onProgress?: ((run: EtlRun) => void) | undefined;
}

/**
 * Watches one invocation of an ETL. All its lines name the run from its first progress on; the last one holds the run as it
 * ended, also where it failed, with what this invocation added to it as metrics. Where nothing was done it says why.
 * @param run is given who must be told of each progress
 * @throws what the run throws
 */
export async function observeRun(
  { message, logger, clock, quota, onProgress = () => undefined }: ObserveRunOptions,
  run: (observe: (run: EtlRun) => void) => Promise<EtlOutcome>,
): Promise<EtlOutcome> {
  let before: EtlRun | null = null;
  let latest: EtlRun | null = null;
  const observe = (progress: EtlRun): void => {
    // The first is told before any work: with the counts of an earlier invocation where one is gone on with.
    before ??= progress;
    latest = progress;
    addCorrelation({ run: progress.id });
    onProgress(progress);
  };
  const fieldsOf = async (ended: EtlRun): Promise<LogFields> => {
    const counts = { ...countsSince(before, ended), ...(await quotaCounts(quota)) };
    return { ...ended, ...metricFields({ dimensions: { etl: ended.kind }, counts, atMs: clock() }) };
  };
  return withCorrelation({}, async () => {
    try {
      const outcome = await run(observe);
      logger.info(message, outcome.skipped === false ? await fieldsOf(outcome.run) : { skipped: outcome.skipped });
      return outcome;
    } catch (error) {
      if (latest !== null) logger.error(`${message}: failed`, { error, ...(await fieldsOf(latest)) });
      throw error;
    }
  });
}

function countsSince(before: EtlRun | null, run: EtlRun): Record<string, number> {
  const since = (count: (of: EtlRun) => number): number => count(run) - (before === null ? 0 : count(before));
  return {
    [NAMES.calls]: since(({ calls }) => calls),
    [NAMES.received]: since(({ received }) => received),
    [NAMES.stored]: since(({ stored }) => stored),
    [NAMES.merged]: since(({ merged }) => merged),
    [NAMES.changed]: since(({ changed }) => changed),
    [NAMES.rejected]: since(rejectedSum),
    [NAMES.vanished]: since(({ vanished }) => vanished),
    [NAMES.remaining]: run.remaining.length,
    [NAMES.completed]: run.state === 'complete' ? 1 : 0,
  };
}

/** Nothing where it can't be read just now: the run counts, not what it is measured by. */
async function quotaCounts(quota: ObserveRunOptions['quota']): Promise<Record<string, number>> {
  const calls = await quota().catch(() => null);
  return calls === null ? {} : { [NAMES.quotaUsedPercent]: Math.round((1000 * calls.used) / calls.limit) / 10 };
}
