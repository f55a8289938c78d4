import type { Clock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import type { EtlKind, EtlRun } from '#contracts/etl-run.ts';
import { isJsonObject } from '#contracts/read.ts';
import type { InvocationOutcome } from '../invoke-function.ts';
import { waitUnlessAborted } from '../wait-unless-aborted.ts';

/** One kind of what is loaded, in the order in which one needs the other. */
export interface CatchUpStep {
  readonly kind: EtlKind;
  /** What was loaded this long ago is loaded again; null where it always is. */
  readonly renewedAfterMs: number | null;
  readonly invoke: (event: { readonly trigger: 'start'; readonly resume?: true }) => Promise<InvocationOutcome>;
}

export interface CatchUpTools {
  /** The runs of a kind that began last, of the source that is loaded from. */
  readonly newestRuns: (kind: EtlKind) => Promise<readonly EtlRun[]>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /** @default 5000 */
  readonly busyPauseMs?: number;
}

/** The lock of a run that was killed is free again after 45 s. */
const MOST_BUSY_TRIES = 12;

/**
 * Loads what is missing when a machine starts that was off at night, or for the first time: one kind after the other. What
 * is young enough is left as it is, but a run that had to stop is gone on with.
 */
export async function catchUp(steps: readonly CatchUpStep[], tools: CatchUpTools): Promise<void> {
  for (const step of steps) {
    if (tools.signal.aborted) return;
    const isDue = step.renewedAfterMs === null || (await isMissing(step.kind, step.renewedAfterMs, tools));
    await runStep(step, isDue ? { trigger: 'start' } : { trigger: 'start', resume: true }, tools);
  }
}

async function isMissing(kind: EtlKind, renewedAfterMs: number, { newestRuns, clock }: CatchUpTools): Promise<boolean> {
  const runs = await newestRuns(kind);
  return !runs.some(({ state, startedAtMs }) => state === 'complete' && clock() - startedAtMs < renewedAfterMs);
}

async function runStep(
  { kind, invoke }: CatchUpStep,
  event: Parameters<CatchUpStep['invoke']>[0],
  { signal, logger, busyPauseMs = 5000 }: CatchUpTools,
): Promise<void> {
  for (let tries = 0; tries < MOST_BUSY_TRIES; tries += 1) {
    const outcome = await invoke(event);
    if (outcome.kind !== 'answered') {
      const error = outcome.kind === 'failed' ? outcome.error : outcome.kind;
      logger.warn('not loaded at the start', { kind, error });
    }
    if (!isBusy(outcome) || !(await waitUnlessAborted(busyPauseMs, signal))) return;
  }
}

function isBusy(outcome: InvocationOutcome): boolean {
  return outcome.kind === 'answered' && isJsonObject(outcome.answer) && outcome.answer['skipped'] === 'busy';
}
