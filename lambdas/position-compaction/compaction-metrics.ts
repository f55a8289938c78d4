import type { LogFields } from '#adapters/observability/log-fields.ts';
import { metricFields } from '#adapters/observability/metrics.ts';
import { METRIC_NAMES } from '#contracts/metric-names.ts';

const NAMES = METRIC_NAMES.positionCompaction;
const BYTES_PER_MB = 1024 * 1024;

/** What is known of the store; what isn't is absent or null. */
export interface StoreMeasurement {
  /** Of the newest position that viewers see. */
  readonly newestAgeMs?: number | null;
  readonly history?: { readonly usedBytes: number; readonly maxMb: number };
  /** Of the whole database. */
  readonly storageBytes?: number | null;
}

/** How the store does, as metrics: what alarms on fresh positions and on space read. */
export function compactionMetrics(measurement: StoreMeasurement, atMs: number): LogFields {
  const { newestAgeMs = null, history, storageBytes = null } = measurement;
  const percent = history === undefined ? null : (100 * history.usedBytes) / (history.maxMb * BYTES_PER_MB);
  const counts = {
    ...(newestAgeMs === null ? {} : { [NAMES.newestPositionAgeS]: rounded(newestAgeMs / 1000) }),
    ...(percent === null ? {} : { [NAMES.historyUsedPercent]: rounded(percent) }),
    ...(storageBytes === null ? {} : { [NAMES.storageUsedMb]: rounded(storageBytes / BYTES_PER_MB) }),
  };
  return metricFields({ dimensions: { function: 'position-compaction' }, counts, atMs });
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
