import { expect, test } from 'vitest';
import type { Position } from '#domain/position.ts';
import { createSettledMotion, settleMotion } from '#domain/quality-gate/settle-motion.ts';
import { acceptedFix } from '../../../fixtures/judging-gate.ts';
import { observation, OBSERVED_AT_MS } from '../../../fixtures/observation.ts';

type Values = Partial<Pick<Position, 'altitudeM' | 'geoAltitudeM' | 'groundSpeedMps' | 'trackDeg' | 'verticalRateMps'>>;

/** Settles fixes, a second apart unless told, of an aircraft with these values where a fix has no others. */
function settle(usual: Partial<Position>, fixes: readonly Values[], everyMs = 1000): Position[] {
  const motion = createSettledMotion();
  const base = { ...acceptedFix(observation(), OBSERVED_AT_MS), ...usual };
  let last: Position | null = null;
  return fixes.map((values, index) => {
    const fix = { ...base, ...values, observedAtMs: OBSERVED_AT_MS + index * everyMs };
    last = settleMotion(motion, { fix, last, timeScale: 1 });
    return last;
  });
}

const DESCENT = { altitudeM: 4000, verticalRateMps: -5, groundSpeedMps: 126, trackDeg: 180 };
const altitudes = (...values: number[]) => values.map((altitudeM) => ({ altitudeM }));

test('an altitude of half a minute ago is replaced by the descent carried on, and the next right one is believed', () => {
  const settled = settle(DESCENT, altitudes(3962, 3955, 3947, 4100, 3940, 3932));
  expect(settled.map((fix) => fix.altitudeM)).toEqual([3962, 3955, 3947, 3942, 3940, 3932]);
});

test('an altitude of another aircraft is replaced, also the geometric one', () => {
  const fixes = [9441, 3932].map((altitudeM) => ({ altitudeM, geoAltitudeM: altitudeM - 80 }));
  const settled = settle(DESCENT, [{ altitudeM: 3940, geoAltitudeM: 3860 }, ...fixes]);
  expect(settled.map((fix) => [fix.altitudeM, fix.geoAltitudeM])).toEqual([
    [3940, 3860],
    [3935, 3855],
    [3932, 3852],
  ]);
});

test('spikes that differ from each other are all replaced', () => {
  const settled = settle(DESCENT, altitudes(3900, 4050, 3990, 4100, 3880));
  expect(settled.map((fix) => fix.altitudeM)).toEqual([3900, 3895, 3890, 3885, 3880]);
});

test('three altitudes that agree are believed against those before', () => {
  const settled = settle(DESCENT, altitudes(9441, 3932, 3927, 3922, 3917));
  expect(settled.map((fix) => fix.altitudeM)).toEqual([9441, 9436, 9431, 3922, 3917]);
});

test('two altitudes that agree are enough where the feed is slow', () => {
  const settled = settle(DESCENT, altitudes(9441, 3960, 3935, 3910), 5000);
  expect(settled.map((fix) => fix.altitudeM)).toEqual([9441, 9416, 3935, 3910]);
});

test('two altitudes of half a minute ago in a row are both replaced', () => {
  const settled = settle(DESCENT, altitudes(3900, 4050, 4045, 3885));
  expect(settled.map((fix) => fix.altitudeM)).toEqual([3900, 3895, 3890, 3885]);
});

test('an altitude that nothing agrees with is carried on for half a minute and no longer', () => {
  const level = { ...DESCENT, verticalRateMps: 0 };
  const settled = settle(level, altitudes(4000, 1000, 2000, 3000, 1000), 10_000);
  expect(settled.map((fix) => fix.altitudeM)).toEqual([4000, 4000, 4000, 4000, 1000]);
});

test('a climb that is steeper than reported, and one that is reported and not flown, pass', () => {
  expect(settle({ verticalRateMps: 5 }, altitudes(3000, 3012, 3024, 3036)).map((fix) => fix.altitudeM)).toEqual([
    3000, 3012, 3024, 3036,
  ]);
  expect(settle({ verticalRateMps: 21 }, altitudes(3000, 3000, 3000), 10_000).map((fix) => fix.altitudeM)).toEqual([
    3000, 3000, 3000,
  ]);
});

test('without a vertical rate an altitude may change as fast as airliners climb', () => {
  const silent = { verticalRateMps: null };
  expect(settle(silent, altitudes(3000, 3060, 3120)).map((fix) => fix.altitudeM)).toEqual([3000, 3060, 3120]);
  expect(settle(silent, altitudes(3000, 3070, 3005)).map((fix) => fix.altitudeM)).toEqual([3000, 3000, 3005]);
});

test('a rate that no airliner climbs at is not carried on', () => {
  const settled = settle({ verticalRateMps: -84 }, altitudes(10_000, 3000));
  expect(settled[1]?.altitudeM).toBe(9960);
});

test('a speed and a track of half a minute ago are replaced together, with the vertical rate of their message', () => {
  const settled = settle(DESCENT, [
    { groundSpeedMps: 100, trackDeg: 136, verticalRateMps: -2.9 },
    { groundSpeedMps: 101, trackDeg: 176, verticalRateMps: -3.6 },
    { groundSpeedMps: 100, trackDeg: 134, verticalRateMps: -2.6 },
  ]);
  expect(settled.map((fix) => [fix.groundSpeedMps, fix.trackDeg, fix.verticalRateMps])).toEqual([
    [100, 136, -2.9],
    [100, 136, -2.9],
    [100, 134, -2.6],
  ]);
});

test('a turn over north and a fast turn pass', () => {
  const turn = [350, 358, 6, 14].map((trackDeg) => ({ trackDeg }));
  expect(settle(DESCENT, turn).map((fix) => fix.trackDeg)).toEqual([350, 358, 6, 14]);
});

test('slow aircraft turn as they like', () => {
  const hover = [10, 200, 90].map((trackDeg) => ({ trackDeg }));
  expect(settle({ groundSpeedMps: 5 }, hover).map((fix) => fix.trackDeg)).toEqual([10, 200, 90]);
});

test('what a feed leaves out stays out', () => {
  const silent = { altitudeM: null, geoAltitudeM: null, groundSpeedMps: null, trackDeg: null, verticalRateMps: null };
  expect(settle(DESCENT, [{}, silent])[1]).toMatchObject(silent);
});

test('a fix whose values are all believed stays the object that it was', () => {
  const fix = acceptedFix(observation(), OBSERVED_AT_MS);
  expect(settleMotion(createSettledMotion(), { fix, last: null, timeScale: 1 })).toBe(fix);
});

test('on the ground a speed that the places do not show is dropped with its track and rate, and the place kept', () => {
  const stale = { groundSpeedMps: 241, trackDeg: 184, verticalRateMps: -3 };
  const settled = settle({ onGround: true, altitudeM: null }, [stale, stale]);
  for (const fix of settled) {
    expect(fix).toMatchObject({ lat: 50.03, lon: 8.55, groundSpeedMps: null, trackDeg: null, verticalRateMps: null });
  }
});

test('taxiing is believed, and a take-off that the places show', () => {
  expect(settle({ onGround: true }, [{ groundSpeedMps: 25, trackDeg: 90 }])[0]?.groundSpeedMps).toBe(25);
  const last = { ...acceptedFix(observation(), OBSERVED_AT_MS), onGround: true };
  // 0.001 degrees of longitude are 71 m here.
  const fix = { ...last, lon: 8.551, observedAtMs: OBSERVED_AT_MS + 1000, groundSpeedMps: 75 };
  expect(settleMotion(createSettledMotion(), { fix, last, timeScale: 1 }).groundSpeedMps).toBe(75);
  const standing = { ...fix, lon: 8.55 };
  expect(settleMotion(createSettledMotion(), { fix: standing, last, timeScale: 1 }).groundSpeedMps).toBeNull();
});

test('a recording that is played fast is judged in its own time', () => {
  const motion = createSettledMotion();
  const base = { ...acceptedFix(observation(), OBSERVED_AT_MS), ...DESCENT };
  settleMotion(motion, { fix: base, last: null, timeScale: 10 });
  const later = { ...base, observedAtMs: OBSERVED_AT_MS + 1000, altitudeM: 3950 };
  expect(settleMotion(motion, { fix: later, last: base, timeScale: 10 })).toBe(later);
});
