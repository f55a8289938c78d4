import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** How a metric is looked at: what is made of the values of a period, and how long that is. */
export interface MetricView {
  /** `Sum`, `Maximum`, `Average`, `SampleCount`, `p95`. */
  readonly statistic: string;
  /** @default 5 */
  readonly periodMin?: number;
  /** Name in a graph. @default the metric's */
  readonly label?: string;
}

/** What a metric is, before anybody looks at it. */
export interface MetricIdentity {
  readonly namespace: string;
  readonly metricName: string;
  /** All of them: CloudWatch adds up nothing by itself. */
  readonly dimensions: Readonly<Record<string, string>>;
}

export const DEFAULT_PERIOD_MIN = 5;

export function metricOf({ dimensions, ...identity }: MetricIdentity, view: MetricView): Metric {
  return new Metric({
    ...identity,
    dimensionsMap: { ...dimensions },
    statistic: view.statistic,
    period: Duration.minutes(view.periodMin ?? DEFAULT_PERIOD_MIN),
    ...(view.label !== undefined && { label: view.label }),
  });
}

export interface Combination {
  /** What stands for a metric without a value in a period; `REPEAT`: the value that it had last. */
  readonly missing: number | 'REPEAT';
  /** @default 5 */
  readonly periodMin?: number;
}

/** Metrics as one number. An alarm on it costs as much as one on each of them. */
export function combined(
  by: 'SUM' | 'MAX' | 'MIN',
  metrics: readonly IMetric[],
  { missing, periodMin = DEFAULT_PERIOD_MIN }: Combination,
): IMetric {
  const [only, ...others] = metrics;
  if (only !== undefined && others.length === 0) return only;
  const named = metrics.map((metric, index) => [`m${index}`, metric] as const);
  return new MathExpression({
    expression: `${by}([${named.map(([name]) => `FILL(${name}, ${missing})`).join(', ')}])`,
    usingMetrics: Object.fromEntries(named),
    period: Duration.minutes(periodMin),
    label: by.toLowerCase(),
  });
}
