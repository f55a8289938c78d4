import { expect, test } from 'vitest';
import { createDayClock } from '#domain/day-clock.ts';

test('a local time is an instant by the offset of its day, summer and winter', () => {
  const paris = createDayClock('Europe/Paris');
  expect(new Date(paris.toEpochMs('2026-07-01', 600)).toISOString()).toBe('2026-07-01T08:00:00.000Z');
  expect(new Date(paris.toEpochMs('2026-12-01', 600)).toISOString()).toBe('2026-12-01T09:00:00.000Z');
});

test('on the day of a change each side has its own offset, and a time that is jumped over is an hour later', () => {
  const paris = createDayClock('Europe/Paris');
  expect(new Date(paris.toEpochMs('2026-03-29', 60)).toISOString()).toBe('2026-03-29T00:00:00.000Z');
  expect(new Date(paris.toEpochMs('2026-03-29', 150)).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  expect(new Date(paris.toEpochMs('2026-03-29', 240)).toISOString()).toBe('2026-03-29T02:00:00.000Z');
});

test.each(['America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Europe/Paris'])(
  'what the clocks of %s show leads back to the instant',
  (zone) => {
    const clock = createDayClock(zone);
    for (const day of ['2026-01-15', '2026-03-08', '2026-07-15', '2026-11-01']) {
      const atMs = Date.parse(`${day}T17:35Z`);
      const local = clock.toLocal(atMs);
      const minute = Number(local.slice(11, 13)) * 60 + Number(local.slice(14));
      expect(clock.toEpochMs(local.slice(0, 10), minute)).toBe(atMs);
    }
  },
);
