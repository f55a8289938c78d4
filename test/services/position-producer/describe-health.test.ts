import { expect, test } from 'vitest';
import { describeHealth, type FeedSigns } from '../../../services/position-producer/describe-health.ts';

const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);
const well: FeedSigns = {
  nowMs: NOW,
  startedAtMs: NOW - 3_600_000,
  intervalMs: 5000,
  lastGoodAtMs: NOW - 1000,
  lastHeardAtMs: NOW - 1000,
  failure: null,
  pause: null,
  commonRefusal: null,
  sendingSinceMs: null,
};

test('a feed that delivers is ok', () => {
  expect(describeHealth(well)).toEqual({ health: 'ok', reason: null });
});

test('a feed whose last attempt failed is failing, with the reason', () => {
  expect(describeHealth({ ...well, failure: 'HTTP 503' })).toEqual({ health: 'failing', reason: 'HTTP 503' });
});

test('Kafka that does not acknowledge for more than 5 s makes it failing', () => {
  expect(describeHealth({ ...well, sendingSinceMs: NOW - 5000 }).health).toBe('ok');
  expect(describeHealth({ ...well, sendingSinceMs: NOW - 5001 })).toEqual({
    health: 'failing',
    reason: 'Kafka has acknowledged nothing since 11:59:54 UTC',
  });
});

test('a feed that has not delivered yet is starting', () => {
  expect(describeHealth({ ...well, lastGoodAtMs: null, lastHeardAtMs: null }).health).toBe('starting');
});

test.each([
  [{}, 'it lists no aircraft'],
  [{ commonRefusal: 'too_old' as const }, 'its rows are refused: too_old'],
  [{ pause: 'the file has not changed', commonRefusal: 'too_old' as const }, 'the file has not changed'],
])('a feed without an accepted position for 20 s is silent, and says why', (signs, why) => {
  expect(describeHealth({ ...well, ...signs, lastHeardAtMs: NOW - 19_999 }).health).toBe('ok');
  expect(describeHealth({ ...well, ...signs, lastHeardAtMs: NOW - 20_000 })).toEqual({
    health: 'silent',
    reason: `no position since 11:59:40 UTC: ${why}`,
  });
});

test('a slow feed is silent after two of its intervals', () => {
  const slow = { ...well, intervalMs: 60_000, lastHeardAtMs: NOW - 119_999 };
  expect(describeHealth(slow).health).toBe('ok');
  expect(describeHealth({ ...slow, lastHeardAtMs: NOW - 120_000 }).health).toBe('silent');
});
