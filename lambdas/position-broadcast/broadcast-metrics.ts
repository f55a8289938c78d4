import type { LogFields } from '#adapters/observability/logger.ts';
import { metricFields } from '#adapters/observability/metrics.ts';
import type { BroadcastStats } from './broadcast-positions.ts';

/**
 * The counts of one invocation as metrics: `Received`, `Skipped` and `Rejected` records, `Sent`, `Throttled`, `Failed` and
 * `Late` messages, `Gone` connections, `SendingOff` 1 where sending was switched off.
 */
export function broadcastMetrics(stats: BroadcastStats, atMs: number): LogFields {
  const counts = {
    Received: stats.received,
    Skipped: stats.skipped,
    Rejected: stats.rejected,
    Sent: stats.sent,
    Throttled: stats.throttled,
    Failed: stats.failed,
    Late: stats.late,
    Gone: stats.gone,
    SendingOff: stats.isOff ? 1 : 0,
  };
  return metricFields({ dimensions: { function: 'position-broadcast' }, counts, atMs });
}
