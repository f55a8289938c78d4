import { isRecordOf } from '#contracts/feed-status.ts';
import type { FeedReport } from '../feeds/feed-reports.ts';
import type { PartitionProgress } from './position-progress.ts';

/** A producer renews its report every second; one that has missed ten is taken to be gone. */
const FRESH_MS = 10_000;

/**
 * The instant before which everything published is stored, 0 where that is unknown. A partition of which a producer
 * knows nothing newer in the log than what is stored is complete up to the producer's report, so that idle partitions
 * advance too; another one up to the newest receipt that is stored of it. Without a producer that reports, nothing is
 * being published, and the least of the stored receipts holds, those of a topic that was used before left out.
 */
export function snapshotAsOfMs(
  reports: readonly FeedReport[],
  progress: readonly PartitionProgress[],
  nowMs: number,
): number {
  const fresh = reports.filter((report) => nowMs - report.reportedAtMs < FRESH_MS);
  const instants =
    fresh.length > 0
      ? fresh.map((report) => completeUpToMs(report, progress))
      : ofTopicInUse(progress).map((partition) => partition.receivedAtMs);
  return instants.length === 0 ? 0 : Math.min(...instants);
}

function completeUpToMs(report: FeedReport, progress: readonly PartitionProgress[]): number {
  let completeMs = report.reportedAtMs;
  for (const acknowledged of report.acknowledged) {
    const stored = newestOf(progress.filter((candidate) => isRecordOf(acknowledged, candidate)));
    // Both must hold: a topic made anew has small offsets again, another producer's receipts may lie a little higher.
    const isStored =
      stored !== undefined && stored.receivedAtMs >= acknowledged.receivedAtMs && stored.offset >= acknowledged.offset;
    if (!isStored) completeMs = Math.min(completeMs, stored?.receivedAtMs ?? 0);
  }
  return completeMs;
}

function newestOf(progress: readonly PartitionProgress[]): PartitionProgress | undefined {
  return progress.reduce<PartitionProgress | undefined>(
    (newest, one) => (newest === undefined || one.receivedAtMs > newest.receivedAtMs ? one : newest),
    undefined,
  );
}

function ofTopicInUse(progress: readonly PartitionProgress[]): PartitionProgress[] {
  const topic = newestOf(progress)?.topic;
  return progress.filter((one) => one.topic === topic);
}
