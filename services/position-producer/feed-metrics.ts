import { metricFields } from '#adapters/observability/metrics.ts';
import type { LogFields } from '#adapters/observability/log-fields.ts';
import type { FeedCounts, FeedStatus } from '#contracts/feed-status.ts';

/**
 * Turns the counts of a feed, which go on from the producer's start, into metrics of what was counted since the call
 * before: `Received`, `Accepted`, `Rejected` and each reason (`RejectedTooOld`), `Thinned`, `Declared`, `Acknowledged`,
 * `Failed`, `Retried` and `Superseded`. A reason is left out while it doesn't occur: CloudWatch charges for each metric
 * that has values.
 */
export function createFeedMetrics(): (status: FeedStatus) => LogFields {
  let before: Readonly<Record<string, number>> = {};
  return ({ _id, counts, writtenAtMs }) => {
    const reasons = byReason(counts);
    const totals = { ...totalsOf(counts), ...reasons };
    const increases = Object.entries(totals).map(([name, total]) => [name, total - (before[name] ?? 0)] as const);
    before = totals;
    return metricFields({
      dimensions: { service: 'position-producer', feed: _id },
      counts: Object.fromEntries(increases.filter(([name, increase]) => increase > 0 || !(name in reasons))),
      atMs: writtenAtMs,
    });
  };
}

function totalsOf(counts: FeedCounts): Record<string, number> {
  return {
    Received: counts.received,
    Accepted: counts.accepted,
    Rejected: Object.values(counts.rejected).reduce((sum, count) => sum + count, 0),
    Thinned: counts.thinned,
    Declared: counts.declared,
    Acknowledged: counts.acknowledged,
    Failed: counts.failed,
    Retried: counts.retried,
    Superseded: counts.superseded,
  };
}

/** `too_old` counts as `RejectedTooOld`. */
function byReason({ rejected }: FeedCounts): Record<string, number> {
  const nameOf = (reason: string): string =>
    `Rejected${reason.replace(/(?:^|_)(\w)/g, (_match, letter: string) => letter.toUpperCase())}`;
  return Object.fromEntries(Object.entries(rejected).map(([reason, count]) => [nameOf(reason), count]));
}
