import { expect, test } from 'vitest';
import type { FeedStatus } from '#contracts/feed-status.ts';
import { reportStatus } from '../../../services/position-producer/report-status.ts';
import { createManualTime } from '../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../fakes/recording-logger.ts';
import { aFeedStatus } from '../../fixtures/feeds.ts';

function setUp(put: (status: FeedStatus) => Promise<void>) {
  const time = createManualTime(0);
  const log = createRecordingLogger();
  const told: number[] = [];
  const finished = new AbortController();
  const publisher = { status: () => aFeedStatus({ reportedAtMs: time.clock() }) };
  const reporting = reportStatus(
    { publisher, feeds: { put }, tools: { sleep: time.sleep, log }, onStatus: (s) => told.push(s.reportedAtMs) },
    finished.signal,
  );
  return { time, log, told, finished, reporting };
}

test('a status is stored and told once a second, and once more at the end', async () => {
  const stored: number[] = [];
  const { time, told, finished, reporting } = setUp((status) => {
    stored.push(status.reportedAtMs);
    return Promise.resolve();
  });
  await time.advance(2500);
  finished.abort();
  await reporting;
  expect(told).toEqual([0, 1000, 2000, 2500]);
  expect(stored).toEqual(told);
});

test('while one write hangs no other begins, and the newest is stored after it', async () => {
  const stored: number[] = [];
  let release: () => void = () => undefined;
  const { time, told, finished, reporting } = setUp((status) => {
    stored.push(status.reportedAtMs);
    return new Promise((resolve) => (release = resolve));
  });
  await time.advance(3500);
  expect(told).toEqual([0, 1000, 2000, 3000]);
  expect(stored).toEqual([0]);
  release();
  await time.advance(1000);
  expect(stored).toEqual([0, 4000]);
  release();
  await time.settle();
  finished.abort();
  await time.settle();
  release();
  await reporting;
  expect(stored).toEqual([0, 4000, 4500]);
});

test('a database that is away is logged once until it is back', async () => {
  let isAway = true;
  const { time, log, finished, reporting } = setUp(() =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve(),
  );
  await time.advance(3500);
  isAway = false;
  await time.advance(2000);
  isAway = true;
  await time.advance(2000);
  finished.abort();
  await reporting;
  expect(log.lines.filter((line) => line['message'] === 'status not stored')).toHaveLength(2);
});

test('the counts are in the log once a minute', async () => {
  const { time, log, finished, reporting } = setUp(() => Promise.resolve());
  await time.advance(121_000);
  const lines = log.lines.filter((line) => line['message'] === 'feed status');
  expect(lines.map((line) => [line['received'], line['Received']])).toEqual([
    [10, 10],
    [10, 0],
    [10, 0],
  ]);
  finished.abort();
  await reporting;
});
