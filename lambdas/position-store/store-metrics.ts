import type { LogFields } from '#adapters/observability/logger.ts';
import { metricFields } from '#adapters/observability/metrics.ts';
import type { StoreStats } from './store-positions.ts';

/** The counts of one invocation as metrics: `Received`, `Stored`, `Shed` and `Rejected` records. */
export function storeMetrics({ received, stored, shed, rejected }: StoreStats, atMs: number): LogFields {
  const counts = { Received: received, Stored: stored, Shed: shed, Rejected: rejected };
  return metricFields({ dimensions: { function: 'position-store' }, counts, atMs });
}
