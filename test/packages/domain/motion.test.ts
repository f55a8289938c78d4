import { describe, expect, test } from 'vitest';
import { distanceM } from '#domain/geo.ts';
import { extrapolationLimitMs, predict } from '#domain/motion.ts';
import { aPosition } from '../../fixtures/positions.ts';

const cruise = aPosition({ observedAtMs: 0, groundSpeedMps: 250, trackDeg: 90, verticalRateMps: 0 });

describe('extrapolationLimitMs()', () => {
  test.each([
    ['90 s above 3,000 m', {}, 90_000],
    ['45 s below 3,000 m', { altitudeM: 2999 }, 45_000],
    ['90 s where the altitude is unknown', { altitudeM: null }, 90_000],
    ['nothing on the ground', { onGround: true }, 0],
    ['nothing without a speed', { groundSpeedMps: null }, 0],
    ['nothing without a track', { trackDeg: null }, 0],
    ['20 s once stale: where it was when its feeds noticed', { state: 'stale' }, 20_000],
    ['nothing once removed', { state: 'removed' }, 0],
    ['an aircraft on the equator and Greenwich like any other', { lat: 0, lon: 0 }, 90_000],
  ] as const)('is %s', (_criterion, overrides, limitMs) => {
    expect(extrapolationLimitMs({ ...cruise, ...overrides })).toBe(limitMs);
  });
});

describe('predict()', () => {
  test('moves by ground speed along the track', () => {
    const point = predict(cruise, 10_000);
    expect(distanceM(cruise, point)).toBeCloseTo(2500, 1);
    expect(point.lon).toBeGreaterThan(cruise.lon);
    expect(point.ended).toBe(false);
  });

  test('carries the vertical rate on', () => {
    expect(predict({ ...cruise, altitudeM: 5000, verticalRateMps: 10 }, 20_000).altitudeM).toBeCloseTo(5200);
  });

  test('stands still after the limit, and says so', () => {
    const atLimit = predict(cruise, 90_000);
    const later = predict(cruise, 600_000);
    expect(later).toEqual({ ...atLimit, ended: true });
    expect(atLimit.ended).toBe(false);
  });

  test('stands at the fix before the fix', () => {
    expect(predict(cruise, -5000)).toMatchObject({ lat: cruise.lat, lon: cruise.lon, extrapolatedMs: 0 });
  });

  test('keeps an unknown altitude unknown', () => {
    expect(predict({ ...cruise, altitudeM: null, verticalRateMps: 5 }, 5000).altitudeM).toBeNull();
  });
});
