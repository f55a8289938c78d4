import type { LogFields } from '#adapters/observability/log-fields.ts';
import { metricFields } from '#adapters/observability/metrics.ts';
import { METRIC_NAMES } from '#contracts/metric-names.ts';
import type { SchemaReport } from './apply-rules.ts';

const NAMES = METRIC_NAMES.databaseSchema;

/** What one run changed and left, as metrics. */
export function schemaMetrics({ changes, left }: SchemaReport, atMs: number): LogFields {
  const counts = { [NAMES.changed]: changes.length, [NAMES.left]: left.length };
  return metricFields({ dimensions: { function: 'database-schema' }, counts, atMs });
}
