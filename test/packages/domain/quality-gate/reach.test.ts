import { expect, test } from 'vitest';
import { destination } from '#domain/geo.ts';
import { isOnCourse, isReachable } from '#domain/quality-gate/reach.ts';

test('what is reachable grows with time, by the reported speed and by Mach 2.5 without one', () => {
  const from = { lat: 50, lon: 8, observedAtMs: 0, groundSpeedMps: 100 };
  const at = (alongM: number, seconds: number, groundSpeedMps: number | null = 100) => ({
    ...destination(from, 45, alongM),
    observedAtMs: seconds * 1000,
    groundSpeedMps,
  });
  // 100 m/s x 2.2 + 50 m/s = 270 m/s, and 3 km beside.
  expect(isReachable(from, at(5690, 10))).toBe(true);
  expect(isReachable(from, at(5710, 10))).toBe(false);
  expect(isReachable(from, at(11_490, 10, null))).toBe(true);
  expect(isReachable(from, at(11_510, 10, null))).toBe(false);
  expect(isReachable(from, at(2990, 0))).toBe(true);
  expect(isReachable(from, at(19_000, 1), 60)).toBe(true);
});

test('a fix is on course near where the motion of the one before led, wider with time', () => {
  const from = { lat: 50, lon: 8, observedAtMs: 0, groundSpeedMps: 200, trackDeg: 90, onGround: false };
  const at = (alongM: number, seconds: number) => ({
    ...destination(from, 90, alongM),
    observedAtMs: seconds * 1000,
    groundSpeedMps: 200,
  });
  // 500 m, 30 m/s and 0.4 x 200 m/s about 2,000 m.
  expect(isOnCourse(from, at(3590, 10))).toBe(true);
  expect(isOnCourse(from, at(3610, 10))).toBe(false);
  expect(isOnCourse(from, at(410, 10))).toBe(true);
  expect(isOnCourse(from, at(390, 10))).toBe(false);
});

test('without speed or track, and on the ground, on course is what is reachable', () => {
  const from = { lat: 50, lon: 8, observedAtMs: 0, groundSpeedMps: null, trackDeg: 90, onGround: false };
  const to = { lat: 50, lon: 8, observedAtMs: 10_000, groundSpeedMps: 200 };
  expect(isOnCourse(from, to)).toBe(true);
  expect(isOnCourse({ ...from, groundSpeedMps: 200, onGround: true }, to)).toBe(true);
  expect(isOnCourse({ ...from, groundSpeedMps: 200 }, to)).toBe(false);
});
