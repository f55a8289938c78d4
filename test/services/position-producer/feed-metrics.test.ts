import { expect, test } from 'vitest';
import type { FeedCounts } from '#contracts/feed-status.ts';
import { createFeedMetrics } from '../../../services/position-producer/feed-metrics.ts';
import { aFeedStatus } from '../../fixtures/feeds.ts';

const COUNTS: FeedCounts = {
  received: 10,
  accepted: 6,
  rejected: { too_old: 3, duplicate: 1 },
  held: 0,
  thinned: 0,
  declared: 2,
  acknowledged: 7,
  failed: 1,
  retried: 5,
  superseded: 4,
};
const FEED = { service: 'position-producer', feed: 'readsb' };

test('the counts of a feed are metrics, refused rows by their reason too', () => {
  const fields = createFeedMetrics()(aFeedStatus({ counts: COUNTS, writtenAtMs: 42 }));
  expect(fields).toMatchObject({
    ...FEED,
    Received: 10,
    Accepted: 6,
    Rejected: 4,
    RejectedTooOld: 3,
    RejectedDuplicate: 1,
    Declared: 2,
    Acknowledged: 7,
    Failed: 1,
    Retried: 5,
    Superseded: 4,
    _aws: { Timestamp: 42, CloudWatchMetrics: [{ Namespace: 'Airlines', Dimensions: [['service', 'feed']] }] },
  });
});

test('a metric is what was counted since the line before, 0 included, and a reason only where it occurred', () => {
  const metricsOf = createFeedMetrics();
  metricsOf(aFeedStatus({ counts: COUNTS }));
  const rejected = { too_old: 3, duplicate: 2, privacy: 1 };
  const fields = metricsOf(aFeedStatus({ counts: { ...COUNTS, received: 15, accepted: 9, rejected } }));
  expect(fields).toMatchObject({ ...FEED, Received: 5, Accepted: 3, Rejected: 2, Acknowledged: 0, Failed: 0 });
  expect(fields).toMatchObject({ RejectedDuplicate: 1, RejectedPrivacy: 1 });
  expect(fields).not.toHaveProperty('RejectedTooOld');
});
