import { atlasLines, databaseNeed, type DatabaseNeed } from './atlas-lines.ts';
import { basisOf, type BasisLine } from './basis.ts';
import type { CostInput } from './cost-input.ts';
import type { CostLine } from './cost-line.ts';
import { functionLines } from './function-lines.ts';
import { broadcastUse, functionUses } from './function-uses.ts';
import { diskShare, eventSourceLines, kafkaLines } from './kafka-lines.ts';
import { egressLines, producerLines, standingLines } from './standing-lines.ts';
import { viewerLines } from './viewer-lines.ts';
import { workloadOf, type Workload } from './workload.ts';

/** What a month of 730 hours costs, in US dollars without taxes and free tiers. */
export interface CostEstimate {
  readonly totalUsd: number;
  readonly lines: readonly CostLine[];
  /** How the quantities in the lines come about. */
  readonly basis: readonly BasisLine[];
  readonly database: DatabaseNeed;
  /** Of one viewer for one hour; null where there are none. */
  readonly viewerHourUsd: number | null;
  /** Where the load doesn't fit what is deployed, each with a remedy. */
  readonly warnings: readonly string[];
}

/** Posts in a second that an account has without asking for more, with some left for everything else. */
const POSTS_PER_SECOND = 8000;
/** Of the disks, what positions may take; lib/stacks/kafka-stack.ts limits the topic to it. */
const DISK_SHARE = 0.6;

/** A pure function of load and settings: it asks nobody, so that it can be had before there is an account. */
export function estimateMonthlyCost(input: CostInput): CostEstimate {
  const workload = workloadOf(input);
  const uses = functionUses(input, workload);
  const database = databaseNeed(input, workload, uses);
  const viewers = viewerLines(input, workload);
  const lines = [
    ...kafkaLines(input, workload),
    ...eventSourceLines(input, workload),
    ...producerLines(input),
    ...functionLines(uses),
    ...viewers,
    ...egressLines(input, workload),
    ...standingLines(input, workload, uses),
    ...atlasLines(database),
  ];
  return {
    totalUsd: sumOf(lines),
    lines,
    basis: basisOf(input, workload, { uses, database }),
    database,
    viewerHourUsd: workload.viewerHours === 0 ? null : sumOf(viewers) / workload.viewerHours,
    warnings: warningsOf(input, workload, database),
  };
}

export function sumOf(lines: readonly CostLine[]): number {
  return lines.reduce((sum, { usd }) => sum + usd, 0);
}

function warningsOf(input: CostInput, workload: Workload, database: DatabaseNeed): string[] {
  const { viewers, settings } = input;
  const { postsPerSecond } = workload;
  const share = diskShare(input, workload);
  const { durationMs } = broadcastUse(viewers, workload);
  const windowMs = settings.broadcastEverySeconds * 1000;
  const warnings: (string | false)[] = [
    viewers > settings.maxConnections &&
      `${viewers} viewers are more than maxConnections lets in (${settings.maxConnections}): raise it`,
    postsPerSecond > POSTS_PER_SECOND &&
      `${Math.round(postsPerSecond)} posts a second are more than an account has (10,000 with everything else): raise ` +
        'broadcastEverySeconds, or the quota',
    durationMs > windowMs &&
      `a batch takes ${Math.round(durationMs)} ms to send, its window is ${windowMs} ms: frames come late, or ` +
        'side by side where there are more pollers; raise broadcastEverySeconds',
    share !== null &&
      share > DISK_SHARE &&
      `a day of records takes ${Math.round(share * 100)} % of the brokers' disks: the topic keeps less than a day; raise brokerDiskGb`,
    database.droppedShare > 0.01 &&
      `maxHistoryMb (${settings.maxHistoryMb}) drops ${Math.round(database.droppedShare * 100)} % of the history before its ` +
        'time: raise it, and the tier with it',
  ];
  return warnings.filter((warning) => warning !== false);
}
