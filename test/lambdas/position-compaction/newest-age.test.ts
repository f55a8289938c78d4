import { expect, test } from 'vitest';
import { newestAgeMs } from '../../../lambdas/position-compaction/newest-age.ts';

const NOW = 1_732_400_000_000;
const live = (writtenAtMs: number) => ({ kind: 'live', writtenAtMs }) as const;
const simulated = (writtenAtMs: number) => ({ kind: 'simulated', writtenAtMs }) as const;

test('it is the age of the newest stored position of the kind that viewers see', () => {
  expect(newestAgeMs({ newest: { live: NOW - 3000, simulated: NOW }, feeds: [live(NOW), simulated(NOW)] }, NOW)).toBe(
    3000,
  );
  expect(newestAgeMs({ newest: { simulated: NOW - 10 }, feeds: [] }, NOW)).toBe(10);
});

test('neither a simulator beside it nor a feed whose positions are not stored hides that the sky is silent', () => {
  const feeds = [live(NOW - 9999), simulated(NOW)];
  expect(newestAgeMs({ newest: { live: NOW - 600_000, simulated: NOW }, feeds }, NOW)).toBe(600_000);
});

test('where nothing runs any more it goes on growing', () => {
  const newest = { live: NOW - 86_400_000, simulated: NOW - 3_600_000 };
  expect(newestAgeMs({ newest, feeds: [simulated(NOW - 3_600_000)] }, NOW)).toBe(3_600_000);
});

test('there is none where nothing was ever stored, and it is never below zero', () => {
  expect(newestAgeMs({ newest: {}, feeds: [] }, NOW)).toBeNull();
  expect(newestAgeMs({ newest: {}, feeds: [live(NOW)] }, NOW)).toBeNull();
  expect(newestAgeMs({ newest: { live: NOW + 50 }, feeds: [] }, NOW)).toBe(0);
});
