import { afterEach, expect, test, vi } from 'vitest';
import { metricFields } from '#adapters/observability/metrics.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';

test('a line with metrics is a log line in the embedded metric format of CloudWatch', () => {
  const log = createRecordingLogger();
  const metrics = metricFields({ dimensions: { feed: 'readsb' }, counts: { Received: 10, Failed: 0 }, atMs: 42 });
  log.child({ service: 'position-producer' }).info('feed status', { aircraft: 2, ...metrics });
  expect(log.lines).toEqual([
    {
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      message: 'feed status',
      service: 'position-producer',
      aircraft: 2,
      feed: 'readsb',
      Received: 10,
      Failed: 0,
      _aws: {
        Timestamp: 42,
        CloudWatchMetrics: [
          {
            Namespace: 'Airlines',
            Dimensions: [['feed']],
            Metrics: [
              { Name: 'Received', Unit: 'Count' },
              { Name: 'Failed', Unit: 'Count' },
            ],
          },
        ],
      },
    },
  ]);
});

test('a line has at most 100 metrics, since CloudWatch would ignore all of them', () => {
  const counts = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`Count${n}`, n]));
  const fields = metricFields({ dimensions: {}, counts, atMs: 0 });
  expect(fields).toHaveProperty('Count99', 99);
  expect(fields).not.toHaveProperty('Count100');
  expect(fields).toHaveProperty('_aws.CloudWatchMetrics.0.Metrics.length', 100);
});

afterEach(() => vi.unstubAllEnvs());

test('a metric is of the unit that its name ends with, else a count', () => {
  const counts = { NewestPositionAgeS: 3, HistoryUsedPercent: 80, StorageUsedMb: 12, Calls: 1, GPS: 1 };
  const fields = metricFields({ dimensions: { function: 'f' }, counts, atMs: 0 });
  expect(fields).toMatchObject({
    _aws: {
      CloudWatchMetrics: [{ Metrics: ['Seconds', 'Percent', 'Megabytes', 'Count', 'Count'].map((Unit) => ({ Unit })) }],
    },
  });
});

test('a deployment may have a namespace of its own', () => {
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Airlines/prod');
  const fields = metricFields({ dimensions: {}, counts: { Stored: 1 }, atMs: 0 });
  expect(fields).toHaveProperty('_aws.CloudWatchMetrics.0.Namespace', 'Airlines/prod');
});
