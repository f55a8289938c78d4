import { Stack } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { expect, it } from 'vitest';
import { combined, metricOf } from '../../../lib/metrics/metric-view.ts';

const metric = (metricName: string) =>
  metricOf({ namespace: 'Test', metricName, dimensions: {} }, { statistic: Stats.SUM });

it('is looked at every five minutes unless it is told otherwise', () => {
  expect(metric('A').period.toMinutes()).toBe(5);
  const hourly = metricOf(
    { namespace: 'Test', metricName: 'A', dimensions: { of: 'x' } },
    { statistic: 'p95', periodMin: 60 },
  );
  expect(hourly).toMatchObject({ statistic: 'p95', dimensions: { of: 'x' } });
  expect(hourly.period.toMinutes()).toBe(60);
});

it('combines metrics so that one without a value counts as what is said', () => {
  const { mathExpression } = combined('MAX', [metric('A'), metric('B')], { missing: 'REPEAT' }).toMetricConfig();
  expect(mathExpression?.expression).toBe('MAX([FILL(m0, REPEAT), FILL(m1, REPEAT)])');
  expect(Object.keys(mathExpression?.usingMetrics ?? {})).toEqual(['m0', 'm1']);
  expect(mathExpression?.period).toBe(300);
});

it('is the metric itself where there is one, which costs less than an expression', () => {
  const only = metric('A');
  expect(new Stack().resolve(combined('SUM', [only], { missing: 0 }).toMetricConfig())).toEqual(
    new Stack().resolve(only.toMetricConfig()),
  );
});
