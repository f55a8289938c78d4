import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRICS_NAMESPACE } from '#contracts/metric-names.ts';
import { ENV } from '#contracts/names.ts';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import type { LogFields } from './log-fields.ts';

type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];

/** More than this in one line CloudWatch ignores as a whole. */
const MOST_METRICS = 100;

export interface CountMetrics {
  /** What the counts are of, such as a feed. Each combination of values is a metric of its own, so there must be few. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** What was counted since the line before, by the metric's name. At most 100. */
  readonly counts: Readonly<Record<string, number>>;
  /** Epoch ms. */
  readonly atMs: number;
}

/** Names of the metrics in a line of the log; none where it has no metrics. For showing the line without them. */
export function metricNames(line: JsonObject): string[] {
  const embedded = line['_aws'];
  const directives = isJsonObject(embedded) ? embedded['CloudWatchMetrics'] : null;
  if (!Array.isArray(directives)) return [];
  return directives.filter(isJsonObject).flatMap(({ Metrics: metrics }) => {
    if (!Array.isArray(metrics)) return [];
    return metrics.filter(isJsonObject).flatMap(({ Name: name }) => (typeof name === 'string' ? [name] : []));
  });
}

/**
 * Fields that make a log line a metric too: CloudWatch reads its embedded metric format from the log, so neither a call
 * nor a permission is needed, and elsewhere it is a log line like any other. Powertools writes the format; it is made for
 * one line and keeps nothing, so that the counts stay in the line that explains them. The namespace is
 * `POWERTOOLS_METRICS_NAMESPACE`, {@link METRICS_NAMESPACE} where that isn't set.
 */
export function metricFields({ dimensions, counts, atMs }: CountMetrics): LogFields {
  const metrics = new Metrics({ namespace: process.env[ENV.metricsNamespace] || METRICS_NAMESPACE });
  // It adds a dimension `service` of its own, which alarms don't know.
  metrics.clearDefaultDimensions();
  for (const [name, value] of Object.entries(dimensions)) metrics.addDimension(name, value);
  for (const [name, count] of Object.entries(counts).slice(0, MOST_METRICS)) {
    metrics.addMetric(name, unitOf(name), count);
  }
  const { _aws: embedded, ...fields } = metrics.serializeMetrics();
  return { ...fields, _aws: { ...embedded, Timestamp: atMs } };
}

/** A name that ends with its unit is of that, any other is a count. */
function unitOf(name: string): Unit {
  if (name.endsWith('Percent')) return MetricUnit.Percent;
  if (/[a-z]Mb$/.test(name)) return MetricUnit.Megabytes;
  if (/[a-z]S$/.test(name)) return MetricUnit.Seconds;
  return MetricUnit.Count;
}
