import type { Logger } from '#adapters/observability/logger.ts';
import { waitUnlessAborted } from '../wait-unless-aborted.ts';
import type { PartitionLane } from './partition-lane.ts';

/** One commit at a time; what is settled while one is under way goes with the next. */
export interface OffsetCommitter {
  /** Begins a commit unless one is under way. */
  kick(): void;
  /** Resolves once everything settled is committed, or after `boundMs`; false then. */
  flush(boundMs: number): Promise<boolean>;
}

export interface OffsetCommitterOptions {
  readonly lanes: () => Iterable<PartitionLane>;
  /** Commits the next offset by partition; Kafka's confirmation arrives at the lanes before this resolves. */
  readonly commit: (offsets: ReadonlyMap<number, number>) => Promise<void>;
  readonly logger: Logger;
  /** Pause after a commit that failed, doubled at each one up to the maximum: the group may be rebalancing or Kafka away. */
  readonly retryPauseMs: { readonly first: number; readonly most: number };
  /** Aborted at the very end. */
  readonly closed: AbortSignal;
}

export function createOffsetCommitter({
  lanes,
  commit,
  logger,
  retryPauseMs,
  closed,
}: OffsetCommitterOptions): OffsetCommitter {
  let running: Promise<void> | null = null;

  const due = (): Map<number, number> => {
    const offsets = new Map<number, number>();
    for (const { partition, uncommitted } of lanes()) if (uncommitted !== null) offsets.set(partition, uncommitted);
    return offsets;
  };

  const run = async (): Promise<void> => {
    let pauseMs = retryPauseMs.first;
    for (let offsets = due(); offsets.size > 0 && !closed.aborted; offsets = due()) {
      if (await commitOnce(offsets)) continue;
      await waitUnlessAborted(pauseMs, closed);
      pauseMs = Math.min(pauseMs * 2, retryPauseMs.most);
    }
  };

  const commitOnce = async (offsets: ReadonlyMap<number, number>): Promise<boolean> => {
    try {
      await commit(offsets);
      return [...lanes()].every(({ partition, uncommitted }) => uncommitted !== (offsets.get(partition) ?? -1));
    } catch (error) {
      logger.warn('offsets not committed yet', { error, partitions: [...offsets.keys()] });
      return false;
    }
  };

  const kick = (): void => {
    running ??= run().finally(() => {
      running = null;
    });
  };

  return {
    kick,
    async flush(boundMs) {
      kick();
      const bound = new AbortController();
      await Promise.race([running, waitUnlessAborted(boundMs, bound.signal)]);
      bound.abort();
      return due().size === 0;
    },
  };
}
