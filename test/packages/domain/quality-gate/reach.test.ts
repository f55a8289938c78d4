import { expect, test } from 'vitest';
import { destination } from '#domain/geo.ts';
import type { PositionSource } from '#domain/position.ts';
import { isOnCourse, isReachable } from '#domain/quality-gate/reach.ts';

const from = {
  lat: 50,
  lon: 8,
  observedAtMs: 0,
  groundSpeedMps: 100 as number | null,
  trackDeg: 90 as number | null,
  onGround: false,
  source: 'adsb' as PositionSource,
};
const at = (alongM: number, seconds: number, changes: Partial<typeof from> = {}) => ({
  ...from,
  ...destination(from, 90, alongM),
  observedAtMs: seconds * 1000,
  ...changes,
});

test('what is reachable grows with time, by the reported speed and by Mach 2.5 without one', () => {
  // 100 m/s x 2.2 + 50 m/s = 270 m/s, and 1.5 km beside.
  expect(isReachable(from, at(4190, 10))).toBe(true);
  expect(isReachable(from, at(4210, 10))).toBe(false);
  expect(isReachable(from, at(9990, 10, { groundSpeedMps: null }))).toBe(true);
  expect(isReachable(from, at(10_010, 10, { groundSpeedMps: null }))).toBe(false);
  expect(isReachable(from, at(1490, 0))).toBe(true);
  expect(isReachable(from, at(17_000, 1), 60)).toBe(true);
});

test('a position that was not sent by the aircraft itself may be off by 3 km', () => {
  expect(isReachable(from, at(2990, 0, { source: 'mlat' }))).toBe(true);
  expect(isReachable({ ...from, source: 'mlat' }, at(3010, 0))).toBe(false);
});

test('on the ground the reported speed says nothing: 120 m/s, and 500 m beside', () => {
  const onGround = { onGround: true, groundSpeedMps: 240 };
  expect(isReachable({ ...from, ...onGround }, at(1690, 10, onGround))).toBe(true);
  expect(isReachable({ ...from, ...onGround }, at(1710, 10, onGround))).toBe(false);
  expect(isReachable({ ...from, ...onGround }, at(1710, 10))).toBe(true);
});

test('a fix is on course near where the motion of the one before led, wider with time', () => {
  const fast = { ...from, groundSpeedMps: 200 };
  // 500 m, 30 m/s and 0.4 x 200 m/s about 2,000 m.
  expect(isOnCourse(fast, at(3590, 10))).toBe(true);
  expect(isOnCourse(fast, at(3610, 10))).toBe(false);
  expect(isOnCourse(fast, at(410, 10))).toBe(true);
  expect(isOnCourse(fast, at(390, 10))).toBe(false);
});

test('without speed or track, and on the ground, on course is what is reachable', () => {
  const stands = at(0, 10);
  expect(isOnCourse({ ...from, groundSpeedMps: 200 }, stands)).toBe(false);
  expect(isOnCourse({ ...from, groundSpeedMps: null }, stands)).toBe(true);
  expect(isOnCourse({ ...from, groundSpeedMps: 200, trackDeg: null }, stands)).toBe(true);
  expect(isOnCourse({ ...from, groundSpeedMps: 200, onGround: true }, stands)).toBe(true);
});
