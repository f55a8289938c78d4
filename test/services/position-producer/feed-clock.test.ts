import { expect, test } from 'vitest';
import { createFeedClock } from '../../../services/position-producer/feed-clock.ts';

const T = 1_700_000_000_000;

test('the offset is the greatest difference of the last minute: pictures come late, never early', () => {
  const clock = createFeedClock();
  expect(clock.offsetMs()).toBeNull();
  clock.note(T - 900, T);
  clock.note(T + 4900, T + 5000);
  clock.note(T + 9300, T + 10_000);
  expect(clock.offsetMs()).toBe(-100);
});

test('an old sample does not count for ever', () => {
  const clock = createFeedClock();
  clock.note(T + 10_000, T);
  clock.note(T + 61_000, T + 61_000);
  expect(clock.offsetMs()).toBe(0);
});

test('the correction stands still while the estimate wanders, so that one fix keeps its time', () => {
  const clock = createFeedClock();
  clock.note(T - 900, T);
  clock.note(T + 4950, T + 5000);
  expect(clock.correctionMs()).toBe(-900);
});

test('the correction follows a clock that was set', () => {
  const clock = createFeedClock();
  clock.note(T, T);
  clock.note(T + 5000 + 7000, T + 5000);
  expect(clock.correctionMs()).toBe(7000);
});

test.each([60_001, -60_001, -86_400_000])(
  'an offset of %i ms is another time, not a wrong clock: it is believed',
  (off) => {
    const clock = createFeedClock();
    clock.note(T + off, T);
    expect(clock.offsetMs()).toBe(off);
    expect(clock.correctionMs()).toBe(0);
  },
);
