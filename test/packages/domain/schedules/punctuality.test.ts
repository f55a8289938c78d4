import { expect, test } from 'vitest';
import { punctualityAt } from '#domain/schedules/punctuality.ts';

test.each([
  [-1, 'early'],
  [0, 'on-time'],
  [15, 'on-time'],
  [16, 'delayed'],
])('punctualityAt() of %i minutes after schedule is %s', (minutes, expected) => {
  const scheduledMs = Date.UTC(2026, 11, 1);
  expect(punctualityAt(scheduledMs, scheduledMs + minutes * 60_000)).toBe(expected);
});
