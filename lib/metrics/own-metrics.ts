import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { EtlKind } from '#contracts/etl-run.ts';
import { METRIC_NAMES, metricsNamespace } from '#contracts/metric-names.ts';
import { metricOf, type MetricView } from './metric-view.ts';

/** Value of the dimension `function` that a function's metrics carry. */
const FUNCTIONS = {
  positionStore: 'position-store',
  positionBroadcast: 'position-broadcast',
  positionCompaction: 'position-compaction',
  databaseSchema: 'database-schema',
} as const;
type Emitter = keyof typeof FUNCTIONS;

/** The metrics that a stage's functions and its producer write. */
export interface OwnMetrics {
  /** What a function counted in its invocations. */
  ofFunction<E extends Emitter>(emitter: E, name: keyof (typeof METRIC_NAMES)[E] & string, view: MetricView): Metric;
  /** What the runs of an ETL counted. */
  ofEtl(kind: EtlKind, name: keyof typeof METRIC_NAMES.etl, view: MetricView): Metric;
  /** What the producer counted of a feed. */
  ofFeed(feed: string, name: keyof typeof METRIC_NAMES.feed, view: MetricView): Metric;
}

export function ownMetrics(stage: string): OwnMetrics {
  const own = (metricName: string, dimensions: Readonly<Record<string, string>>, view: MetricView): Metric =>
    metricOf({ namespace: metricsNamespace(stage), metricName, dimensions }, view);
  return {
    ofFunction: (emitter, name, view) => {
      const names: Readonly<Record<string, string>> = METRIC_NAMES[emitter];
      return own(names[name] ?? name, { function: FUNCTIONS[emitter] }, view);
    },
    ofEtl: (kind, name, view) => own(METRIC_NAMES.etl[name], { etl: kind }, view),
    ofFeed: (feed, name, view) => own(METRIC_NAMES.feed[name], { service: 'position-producer', feed }, view),
  };
}
