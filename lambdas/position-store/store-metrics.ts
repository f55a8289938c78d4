import type { LogFields } from '#adapters/observability/log-fields.ts';
import { metricFields } from '#adapters/observability/metrics.ts';
import { METRIC_NAMES } from '#contracts/metric-names.ts';
import type { StoreStats } from './store-positions.ts';

const NAMES = METRIC_NAMES.positionStore;

/** The counts of one invocation as metrics, in records. */
export function storeMetrics({ received, stored, shed, rejected, rejectedShed }: StoreStats, atMs: number): LogFields {
  const counts = {
    [NAMES.received]: received,
    [NAMES.stored]: stored,
    [NAMES.shed]: shed,
    [NAMES.rejected]: rejected,
    [NAMES.deadLetters]: rejected - rejectedShed,
  };
  return metricFields({ dimensions: { function: 'position-store' }, counts, atMs });
}
