import { expect, test } from 'vitest';
import { compactionMetrics } from '../../../lambdas/position-compaction/compaction-metrics.ts';

test('what is known of the store is a metric of the function, with its unit', () => {
  const history = { usedBytes: 1600 * 1024 * 1024, maxMb: 2000 };
  const metrics = compactionMetrics({ newestAgeMs: 2345, history, storageBytes: 2.5 * 1024 * 1024 }, 42);
  expect(metrics).toMatchObject({
    function: 'position-compaction',
    NewestPositionAgeS: 2.3,
    HistoryUsedPercent: 80,
    StorageUsedMb: 2.5,
    _aws: {
      Timestamp: 42,
      CloudWatchMetrics: [
        { Dimensions: [['function']], Metrics: [{ Unit: 'Seconds' }, { Unit: 'Percent' }, { Unit: 'Megabytes' }] },
      ],
    },
  });
});

test('what is not known is absent, so that no alarm takes it for a value', () => {
  const metrics = compactionMetrics({ newestAgeMs: null, storageBytes: null }, 42);
  expect(metrics).toHaveProperty('_aws.CloudWatchMetrics.0.Metrics', []);
});
