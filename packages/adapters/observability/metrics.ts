import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import type { LogFields } from './logger.ts';

/** Where CloudWatch shows all our metrics. */
export const METRICS_NAMESPACE = 'Airlines';
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
 * nor a permission nor a library is needed, and elsewhere it is a log line like any other. A library would keep the
 * metrics of one invocation in the process, print them by itself past the logger, and be loaded at each cold start.
 */
export function metricFields({ dimensions, counts, atMs }: CountMetrics): LogFields {
  const metrics = Object.entries(counts).slice(0, MOST_METRICS);
  return {
    ...dimensions,
    ...Object.fromEntries(metrics),
    _aws: {
      Timestamp: atMs,
      CloudWatchMetrics: [
        {
          Namespace: METRICS_NAMESPACE,
          Dimensions: [Object.keys(dimensions)],
          Metrics: metrics.map(([name]) => ({ Name: name, Unit: 'Count' })),
        },
      ],
    },
  };
}
