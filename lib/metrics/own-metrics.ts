import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { EtlKind } from '#contracts/etl-run.ts';
import { METRICS_NAMESPACE, METRIC_NAMES } from '#contracts/metric-names.ts';
import { metricOf, type MetricView } from './metric-view.ts';

/** Value of the dimension `function` that a function's metrics carry. */
const FUNCTIONS = {
  positionStore: 'position-store',
  positionBroadcast: 'position-broadcast',
  positionCompaction: 'position-compaction',
} as const;
type Emitter = keyof typeof FUNCTIONS;

/** What a function counted in its invocations. */
export function functionMetric<E extends Emitter>(
  emitter: E,
  name: keyof (typeof METRIC_NAMES)[E] & string,
  view: MetricView,
): Metric {
  const names: Readonly<Record<string, string>> = METRIC_NAMES[emitter];
  return own({ metricName: names[name] ?? name, dimensions: { function: FUNCTIONS[emitter] } }, view);
}

/** What the runs of an ETL counted. */
export function etlMetric(kind: EtlKind, name: keyof typeof METRIC_NAMES.etl, view: MetricView): Metric {
  return own({ metricName: METRIC_NAMES.etl[name], dimensions: { etl: kind } }, view);
}

/** What the producer counted of a feed. */
export function feedMetric(feed: string, name: keyof typeof METRIC_NAMES.feed, view: MetricView): Metric {
  return own({ metricName: METRIC_NAMES.feed[name], dimensions: { service: 'position-producer', feed } }, view);
}

function own(
  identity: { readonly metricName: string; readonly dimensions: Readonly<Record<string, string>> },
  view: MetricView,
): Metric {
  return metricOf({ namespace: METRICS_NAMESPACE, ...identity }, view);
}
