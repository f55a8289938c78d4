import { describe, expect, it } from 'vitest';
import type { FeedReport } from '#adapters/mongo/feeds/feed-reports.ts';
import type { PartitionProgress } from '#adapters/mongo/positions/position-progress.ts';
import { snapshotAsOfMs } from '#adapters/mongo/positions/snapshot-as-of.ts';

const NOW = 1_732_400_010_000;
const topic = 'aircraft-positions';
const stored = (partition: number, receivedAtMs: number, offset: number): PartitionProgress => ({
  ...{ topic, partition, receivedAtMs, offset },
});
const report = (overrides: Partial<FeedReport>): FeedReport => ({
  ...{ feed: 'readsb', reportedAtMs: NOW - 500, intervalMs: 1000, acknowledged: [] },
  ...overrides,
});

describe('asOfMs of the snapshot', () => {
  it("is the producer's report where all that it knows to be in the log is stored, idle partitions included", () => {
    const acknowledged = [
      { partition: 0, receivedAtMs: NOW - 60_000, offset: 4 },
      { partition: 1, receivedAtMs: NOW - 900, offset: 17 },
    ];
    const progress = [stored(0, NOW - 60_000, 4), stored(1, NOW - 900, 17)];
    expect(snapshotAsOfMs([report({ acknowledged })], progress, NOW)).toBe(NOW - 500);
  });

  it('is the newest stored receipt of the partition that lags most', () => {
    const acknowledged = [
      { partition: 0, receivedAtMs: NOW - 900, offset: 9 },
      { partition: 1, receivedAtMs: NOW - 900, offset: 17 },
    ];
    const progress = [stored(0, NOW - 900, 9), stored(1, NOW - 3000, 12)];
    expect(snapshotAsOfMs([report({ acknowledged })], progress, NOW)).toBe(NOW - 3000);
  });

  it('counts a record as stored only when both its receipt and its offset are reached', () => {
    const sameReceipt = [{ partition: 0, receivedAtMs: NOW - 900, offset: 9 }];
    expect(snapshotAsOfMs([report({ acknowledged: sameReceipt })], [stored(0, NOW - 900, 8)], NOW)).toBe(NOW - 900);
    const madeAnew = [{ partition: 0, receivedAtMs: NOW - 900, offset: 3 }];
    const before = [stored(0, NOW - 60_000, 1_000_000)];
    expect(snapshotAsOfMs([report({ acknowledged: madeAnew })], before, NOW)).toBe(NOW - 60_000);
  });

  it('is 0 where a partition with records has none stored, and where nothing is known', () => {
    const acknowledged = [{ partition: 2, receivedAtMs: NOW - 900, offset: 0 }];
    expect(snapshotAsOfMs([report({ acknowledged })], [stored(0, NOW, 5)], NOW)).toBe(0);
    expect(snapshotAsOfMs([], [], NOW)).toBe(0);
  });

  it('takes the progress of the topic that the record is in, and of the newest where none is named', () => {
    const before = { ...stored(0, NOW - 60_000, 900), topic: 'positions-before' };
    const progress = [before, stored(0, NOW - 900, 4)];
    const record = { partition: 0, receivedAtMs: NOW - 900, offset: 4 };
    for (const acknowledged of [{ ...record, topic }, record]) {
      expect(snapshotAsOfMs([report({ acknowledged: [acknowledged] })], progress, NOW)).toBe(NOW - 500);
    }
    const ofBefore = [{ ...record, topic: 'positions-before' }];
    expect(snapshotAsOfMs([report({ acknowledged: ofBefore })], progress, NOW)).toBe(NOW - 60_000);
    expect(snapshotAsOfMs([], progress, NOW)).toBe(NOW - 900);
  });

  it('is the least over the feeds that report', () => {
    const reports = [report({ reportedAtMs: NOW - 500 }), report({ feed: 'opensky', reportedAtMs: NOW - 4000 })];
    expect(snapshotAsOfMs(reports, [], NOW)).toBe(NOW - 4000);
  });

  it('forgets a feed that has not reported for 10 s', () => {
    const gone = report({ feed: 'opensky', reportedAtMs: NOW - 10_000 });
    expect(snapshotAsOfMs([report({}), gone], [], NOW)).toBe(NOW - 500);
  });

  it('without a feed that reports is the least of the stored receipts', () => {
    const gone = report({ reportedAtMs: NOW - 20_000 });
    expect(snapshotAsOfMs([gone], [stored(0, NOW - 30_000, 5), stored(1, NOW - 29_000, 3)], NOW)).toBe(NOW - 30_000);
  });
});
