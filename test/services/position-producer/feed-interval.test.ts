import { expect, test } from 'vitest';
import { createFeedInterval } from '../../../services/position-producer/feed-interval.ts';

test('the interval is what is assumed until the feed has delivered twice', () => {
  const interval = createFeedInterval({ pollMs: 5000, assumedMs: 300_000 });
  interval.delivered(0);
  expect(interval.intervalMs()).toBe(300_000);
  interval.delivered(8000);
  expect(interval.intervalMs()).toBe(8000);
});

test('it follows the gaps slowly, and is never shorter than the reading', () => {
  const interval = createFeedInterval({ pollMs: 5000, assumedMs: 5000 });
  interval.delivered(0);
  interval.delivered(10_000);
  interval.delivered(11_000);
  expect(interval.intervalMs()).toBe(8500);
});

test('an outage says nothing about the interval, and a pause counts as ten minutes at most', () => {
  const interval = createFeedInterval({ pollMs: 5000, assumedMs: 5000 });
  interval.delivered(0);
  interval.interrupted();
  interval.delivered(900_000);
  expect(interval.intervalMs()).toBe(5000);
  interval.delivered(90_000_000);
  expect(interval.intervalMs()).toBe(600_000);
});
