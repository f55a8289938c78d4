import { expect, test } from 'vitest';
import { storeMetrics } from '../../../lambdas/position-store/store-metrics.ts';

test('what an invocation stored and refused is a metric of the function', () => {
  const stats = { received: 12, stored: 7, shed: 3, erased: 0, rejected: 2, rejectedShed: 1 };
  expect(storeMetrics(stats, 42)).toMatchObject({
    function: 'position-store',
    Received: 12,
    Stored: 7,
    Shed: 3,
    Rejected: 2,
    DeadLetters: 1,
    _aws: { Timestamp: 42, CloudWatchMetrics: [{ Dimensions: [['function']] }] },
  });
});
