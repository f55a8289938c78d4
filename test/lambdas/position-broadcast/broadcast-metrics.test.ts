import { expect, test } from 'vitest';
import { broadcastMetrics } from '../../../lambdas/position-broadcast/broadcast-metrics.ts';

test('what an invocation sent, and what it could not send, is a metric of the function', () => {
  const messages = { sent: 1, throttled: 2, failed: 3, late: 4 };
  const rounds = { flushes: 2, isStretched: true };
  const stats = { ...messages, received: 9, skipped: 6, rejected: 7, viewers: 20, gone: 8, isOff: true, ...rounds };
  expect(broadcastMetrics(stats, 42)).toMatchObject({
    function: 'position-broadcast',
    Received: 9,
    Skipped: 6,
    Rejected: 7,
    Flushes: 2,
    Stretched: 1,
    Viewers: 20,
    Sent: 1,
    Throttled: 2,
    Failed: 3,
    Late: 4,
    Gone: 8,
    SendingOff: 1,
    _aws: { Timestamp: 42, CloudWatchMetrics: [{ Dimensions: [['function']] }] },
  });
});
