import type { LogFields } from '#adapters/observability/log-fields.ts';
import { metricFields } from '#adapters/observability/metrics.ts';
import { METRIC_NAMES } from '#contracts/metric-names.ts';
import type { BroadcastStats } from './broadcast-positions.ts';

const NAMES = METRIC_NAMES.positionBroadcast;

/** The counts of one invocation as metrics: records received, messages sent, and connections that are gone. */
export function broadcastMetrics(stats: BroadcastStats, atMs: number): LogFields {
  const counts = {
    [NAMES.received]: stats.received,
    [NAMES.skipped]: stats.skipped,
    [NAMES.rejected]: stats.rejected,
    [NAMES.flushes]: stats.flushes,
    [NAMES.stretched]: stats.isStretched ? 1 : 0,
    [NAMES.viewers]: stats.viewers,
    [NAMES.sent]: stats.sent,
    [NAMES.throttled]: stats.throttled,
    [NAMES.failed]: stats.failed,
    [NAMES.late]: stats.late,
    [NAMES.gone]: stats.gone,
    [NAMES.sendingOff]: stats.isOff ? 1 : 0,
  };
  return metricFields({ dimensions: { function: 'position-broadcast' }, counts, atMs });
}
