import { describe, expect, it } from 'vitest';
import { bearingDeg, destination, distanceM } from '#domain/geo.ts';
import { predict, type MotionState } from '#domain/motion.ts';
import { LOOK } from '../../../frontend/src/map/aircraft-look.ts';
import { BLEND_MS, correctionLeft } from '../../../frontend/src/map/blend.ts';
import { createDrawBuffer, type DrawBuffer } from '../../../frontend/src/map/draw-buffer.ts';
import { alongGreatCircle, createLeg, LEG } from '../../../frontend/src/map/great-circle.ts';
import { AT, STRIDE } from '../../../frontend/src/map/instance-layout.ts';
import { fromMercator } from '../../../frontend/src/map/mercator.ts';
import { heldFleet, type Held } from '../../fixtures/held-fleet.ts';

const NOON = 1_732_449_600_000;
/** A CSS pixel at zoom 9. */
const PIXEL = 1 / (512 * 2 ** 9);

function fixOf(changes: Partial<MotionState> = {}): MotionState {
  return {
    observedAtMs: NOON,
    lat: 50,
    lon: 8,
    altitudeM: 10_000,
    groundSpeedMps: 250,
    trackDeg: 60,
    verticalRateMps: 0,
    onGround: false,
    state: 'seen',
    ...changes,
  };
}

type Changes = Omit<Held, 'fix'>;

/** A buffer with a fleet of its own, into whose slots records are put. */
function bufferWithFleet(pixel = PIXEL) {
  const fleet = heldFleet();
  const buffer = createDrawBuffer(fleet);
  const put = (slot: number, nowMs: number, fix: Partial<MotionState> = {}, changes: Changes = {}): void => {
    fleet.hold(slot, { ...changes, fix: fixOf(fix) });
    buffer.advance(nowMs, pixel);
    buffer.put(slot);
  };
  const clear = (slot: number, nowMs: number): void => {
    fleet.release(slot);
    buffer.advance(nowMs, pixel);
    buffer.put(slot);
  };
  return { buffer, put, clear };
}

/** A picture into which nothing new comes. */
function picture(buffer: DrawBuffer, nowMs: number): void {
  buffer.advance(nowMs, PIXEL);
  buffer.notePicture();
}

/** Runs the pictures of a display up to an instant. */
function play(buffer: DrawBuffer, fromMs: number, toMs: number): void {
  for (let nowMs = fromMs; nowMs <= toMs; nowMs += 1000 / 60) picture(buffer, nowMs);
}

/** What the vertex shader makes of the floats, so that both sides of the arithmetic are compared. */
function shaderPoint(buffer: DrawBuffer, slot: number, nowMs: number) {
  const at = (index: number): number => buffer.data[slot * STRIDE + index] ?? NaN;
  const time = Math.fround((nowMs - buffer.epochMs) / 1000);
  const seconds = Math.max(0, Math.min(time, at(AT.untilS)) - at(AT.sinceS));
  const { lat } = fromMercator(0, at(AT.y) + at(AT.restY));
  const leg = createLeg();
  const [sinLat, cosLat] = [Math.sin((lat * Math.PI) / 180), Math.cos((lat * Math.PI) / 180)];
  leg.set([sinLat, cosLat, at(AT.sinTrack), at(AT.cosTrack), at(AT.rate) * seconds]);
  alongGreatCircle(leg);
  const flown = { x: leg[LEG.x] ?? NaN, y: leg[LEG.y] ?? NaN };
  const left = correctionLeft((time - at(AT.begunS)) * 1000, at(AT.ease));
  return fromMercator(
    at(AT.x) + at(AT.restX) + flown.x + at(AT.correctionX) * left,
    at(AT.y) + at(AT.restY) + flown.y + at(AT.correctionY) * left,
  );
}

describe('draw buffer, motion', () => {
  it('draws where the motion function says, at every moment up to and after its limit', () => {
    for (const fix of [
      {},
      { altitudeM: 2000 },
      { lat: 78, trackDeg: 91 },
      { lat: 84.9, trackDeg: 10, groundSpeedMps: 330 },
      { lat: 0, trackDeg: 180 },
      { lat: -33, lon: 179.99, trackDeg: 80 },
    ]) {
      const { buffer, put } = bufferWithFleet();
      put(0, NOON + 200, fix);
      let before = NOON + 200;
      for (const ms of [900, 5000, 12_345, 29_900, 30_100, 45_000, 59_900, 60_100, 90_000]) {
        play(buffer, before, NOON + ms);
        before = NOON + ms;
        const expected = predict(fixOf(fix), NOON + ms);
        const drawn = buffer.drawn(0, NOON + ms);
        expect(drawn && distanceM(drawn, expected)).toBeLessThan(0.5);
        expect(drawn?.extrapolatedMs).toBe(expected.extrapolatedMs);
        expect(distanceM(shaderPoint(buffer, 0, NOON + ms), expected)).toBeLessThan(0.5);
      }
    }
  });

  it('keeps a whole fleet on its great circles', () => {
    const { buffer, put } = bufferWithFleet();
    const fix = { lat: 78, trackDeg: 91 };
    for (let slot = 0; slot < 3000; slot++) {
      put(slot, NOON, fix, { icao24: `3c${slot.toString(16).padStart(4, '0')}` });
    }
    play(buffer, NOON, NOON + 50_000);
    const expected = predict(fixOf(fix), NOON + 50_000);
    for (let slot = 0; slot < 3000; slot += 100) {
      const drawn = buffer.drawn(slot, NOON + 50_000);
      expect(drawn && distanceM(drawn, expected)).toBeLessThan(0.5);
    }
  });

  it('keeps the shader’s times exact after hours', () => {
    const { buffer, put } = bufferWithFleet();
    const late = NOON + 7 * 3_600_000;
    put(0, NOON);
    put(1, late, { observedAtMs: late }, { icao24: '3c0002' });
    play(buffer, late, late + 8000);
    const expected = predict(fixOf({ observedAtMs: late }), late + 8000);
    expect(distanceM(shaderPoint(buffer, 1, late + 8000), expected)).toBeLessThan(0.5);
  });

  it('carries on across the antimeridian without a jump around the world', () => {
    const { buffer, put } = bufferWithFleet();
    put(0, NOON, { lon: 179.999, trackDeg: 90, lat: 0 });
    const point = { x: 0, y: 0 };
    let before = 0;
    for (let ms = 0; ms < 20_000; ms += 250) {
      picture(buffer, NOON + ms);
      buffer.drawnAt(0, NOON + ms, point);
      if (ms > 0) expect(Math.abs(Math.round(point.x - before) - (point.x - before))).toBeLessThan(1e-5);
      before = point.x;
    }
  });
});

describe('draw buffer, corrections', () => {
  const off = { lat: 50.02 };

  it('blends a correction in within a second, from exactly where the aircraft was drawn', () => {
    const { buffer, put } = bufferWithFleet();
    put(0, NOON);
    play(buffer, NOON, NOON + 5000);
    const before = buffer.drawn(0, NOON + 5000);
    put(0, NOON + 5000, { ...off, observedAtMs: NOON + 5000 });
    const after = buffer.drawn(0, NOON + 5000);
    expect(before && after && distanceM(before, after)).toBeLessThan(0.1);
    expect(buffer.isBlending(NOON + 5500)).toBe(true);
    const target = predict(fixOf({ ...off, observedAtMs: NOON + 5000 }), NOON + 5000 + BLEND_MS);
    const done = buffer.drawn(0, NOON + 5000 + BLEND_MS);
    expect(done && distanceM(done, target)).toBeLessThan(0.5);
    expect(buffer.isBlending(NOON + 5000 + BLEND_MS)).toBe(false);
  });

  it('moves steadily towards the new fix while it blends', () => {
    const { buffer, put } = bufferWithFleet();
    put(0, NOON, { groundSpeedMps: null });
    picture(buffer, NOON);
    put(0, NOON + 1000, { ...off, groundSpeedMps: null, observedAtMs: NOON + 1000 });
    let before = 50;
    for (let ms = 0; ms <= BLEND_MS; ms += 50) {
      const lat = buffer.drawn(0, NOON + 1000 + ms)?.lat ?? 0;
      expect(lat).toBeGreaterThanOrEqual(before - 1e-9);
      before = lat;
    }
    expect(before).toBeCloseTo(50.02, 6);
  });

  it('asks for no pictures because of a correction that can’t be seen', () => {
    const { buffer, put } = bufferWithFleet(1 / 512);
    put(0, NOON);
    picture(buffer, NOON);
    put(0, NOON + 1000, { ...off, observedAtMs: NOON + 1000 });
    expect(buffer.isBlending(NOON + 1100)).toBe(false);
  });

  it('snaps after the picture stood still for more than ten seconds', () => {
    const { buffer, put } = bufferWithFleet();
    put(0, NOON);
    play(buffer, NOON, NOON + 1000);
    put(0, NOON + 15_000, { ...off, observedAtMs: NOON + 15_000 });
    const drawn = buffer.drawn(0, NOON + 15_000);
    expect(drawn?.lat).toBeCloseTo(50.02, 6);
  });

  it('snaps after the aircraft itself was lost for more than ten seconds', () => {
    const { buffer, put } = bufferWithFleet();
    put(0, NOON);
    play(buffer, NOON, NOON + 105_000);
    put(0, NOON + 105_000, { ...off, observedAtMs: NOON + 105_000 });
    expect(buffer.drawn(0, NOON + 105_000)?.lat).toBeCloseTo(50.02, 6);
  });

  it('snaps over a jump that no blending makes believable', () => {
    const { buffer, put } = bufferWithFleet();
    put(0, NOON);
    play(buffer, NOON, NOON + 1000);
    put(0, NOON + 1000, { lat: 55, observedAtMs: NOON + 1000 });
    expect(buffer.drawn(0, NOON + 1000)?.lat).toBeCloseTo(55, 6);
  });

  it('does not blend from the aircraft that had the slot before', () => {
    const { buffer, put } = bufferWithFleet();
    put(0, NOON);
    picture(buffer, NOON);
    put(0, NOON, { lat: 50.01 }, { icao24: '3c0009' });
    expect(buffer.drawn(0, NOON)?.lat).toBeCloseTo(50.01, 6);
    expect(buffer.slotOf('3c0001')).toBeUndefined();
    expect(buffer.slotOf('3c0009')).toBe(0);
  });
});

/** Metres along the course of `fix` from one drawn point to another. */
function stepsAlong(points: readonly { readonly lat: number; readonly lon: number }[], trackDeg: number): number[] {
  return points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    const off = ((bearingDeg(before, point) - trackDeg) * Math.PI) / 180;
    return distanceM(before, point) * Math.cos(off);
  });
}

describe('draw buffer, corrections along the course', () => {
  /** Drawn points at 60 pictures a second for `forMs` after a record that puts the aircraft `backM` metres back. */
  function drawnAfter(backM: number, forMs: number) {
    const { buffer, put } = bufferWithFleet();
    put(0, NOON);
    play(buffer, NOON, NOON + 5000);
    const back = destination(predict(fixOf(), NOON + 5000), 240, backM);
    put(0, NOON + 5000, { ...back, observedAtMs: NOON + 5000 });
    return Array.from({ length: Math.ceil(forMs / (1000 / 60)) }, (_, index) => {
      const nowMs = NOON + 5000 + (index * 1000) / 60;
      picture(buffer, nowMs);
      return buffer.drawn(0, nowMs) ?? { lat: NaN, lon: NaN };
    });
  }

  it.each([20, 120, 200, 249])('only slows an aircraft down that was %i m ahead and flies 250 m meanwhile', (backM) => {
    expect(Math.min(...stepsAlong(drawnAfter(backM, 2000), 60))).toBeGreaterThan(-0.01);
  });

  it.each([260, 400, 2000])('takes one that was %i m ahead back once, no further than it must', (backM) => {
    const steps = stepsAlong(drawnAfter(backM, BLEND_MS), 60);
    expect(Math.max(...steps)).toBeLessThan(0.02);
    const net = steps.reduce((sum, step) => sum + step, 0);
    expect(net).toBeGreaterThan(250 - backM - 5);
  });

  it.each([-100, -2000])('never takes one back that was %i m ahead', (backM) => {
    expect(Math.min(...stepsAlong(drawnAfter(backM, 2000), 60))).toBeGreaterThan(0);
  });

  it('moves smoothly over minutes of records every 5 s that are up to 2 km off', () => {
    const { buffer, put } = bufferWithFleet();
    const points: { lat: number; lon: number }[] = [];
    let flying = fixOf();
    put(0, NOON);
    for (let second = 5; second <= 120; second += 5) {
      const atMs = NOON + second * 1000;
      // Off by a kilometre and a half to the front, the back and both sides in turn.
      flying = { ...fixOf(), ...destination(predict(fixOf(), atMs), second * 77, 1500), observedAtMs: atMs };
      for (let nowMs = atMs - 5000; nowMs < atMs; nowMs += 1000 / 60) {
        picture(buffer, nowMs);
        points.push(buffer.drawn(0, nowMs) ?? { lat: NaN, lon: NaN });
      }
      put(0, atMs, flying);
    }
    const steps = points.slice(1).map((point, index) => distanceM(points[index] ?? point, point));
    // 250 m/s, and at most one and a half times 3 km in the second of a correction.
    expect(Math.max(...steps)).toBeLessThan((250 + 1.5 * 3000) / 60 + 1);
    expect(steps.filter((step) => step > 0.001)).toHaveLength(steps.length);
  });

  it('turns the symbol the short way within the same second', () => {
    const { buffer, put } = bufferWithFleet();
    put(0, NOON, { trackDeg: 350 });
    picture(buffer, NOON);
    put(0, NOON + 1000, { trackDeg: 10, observedAtMs: NOON + 1000 });
    expect(buffer.data[AT.turn]).toBeCloseTo((-20 * Math.PI) / 180, 5);
    put(0, NOON + 1500, { trackDeg: 10, observedAtMs: NOON + 1500 });
    const turn = buffer.data[AT.turn] ?? 0;
    expect(turn).toBeLessThan(0);
    expect(turn).toBeGreaterThan((-20 * Math.PI) / 180);
    put(0, NOON + 4000, { trackDeg: 10, observedAtMs: NOON + 4000 });
    expect(buffer.data[AT.turn]).toBeCloseTo(0, 9);
  });
});

describe('draw buffer, what is shown', () => {
  const second = { icao24: '3c0002' };

  it('neither draws nor finds what the rule hides, and has it back when the rule goes', () => {
    const { buffer, put } = bufferWithFleet();
    put(0, NOON, {}, { emergency: true });
    put(1, NOON, {}, second);
    buffer.setShown(({ icao24 }) => icao24 === '3c0002');
    expect(buffer.count).toBe(1);
    expect(buffer.drawn(0, NOON)).toBeNull();
    expect(buffer.slotOf('3c0001')).toBeUndefined();
    expect(buffer.data[AT.look]).toBe(-1);
    expect([...buffer.emergencies]).toEqual([]);
    put(0, NOON + 1000, { observedAtMs: NOON + 1000 }, { emergency: true });
    expect(buffer.addressOf(0)).toBeUndefined();
    buffer.setShown(null);
    expect(buffer.count).toBe(2);
    expect([...buffer.emergencies]).toEqual([0]);
    expect(buffer.slotOf('3c0001')).toBe(0);
  });

  it('fades an aircraft from when it counts as confirmed no more', () => {
    const { buffer, put } = bufferWithFleet();
    put(0, NOON);
    expect(buffer.data[AT.confirmedUntilS]).toBeCloseTo((NOON + 90_000 - buffer.epochMs) / 1000, 3);
    buffer.setConfirmedFor((_feed, isLow) => (isLow ? 1000 : 22_500));
    expect(buffer.data[AT.confirmedUntilS]).toBeCloseTo((NOON + 22_500 - buffer.epochMs) / 1000, 3);
  });

  it('writes nothing for a picture', () => {
    const { buffer, put } = bufferWithFleet();
    put(0, NOON);
    buffer.takeDirty(() => undefined);
    play(buffer, NOON, NOON + 60_000);
    const ranges: number[] = [];
    buffer.takeDirty((from) => ranges.push(from));
    expect(ranges).toEqual([]);
  });
});

describe('draw buffer, reduced motion', () => {
  it('moves an aircraft only when a record comes', () => {
    const { buffer, put } = bufferWithFleet();
    buffer.setMoving(false);
    put(0, NOON + 1000);
    const first = buffer.drawn(0, NOON + 1000);
    play(buffer, NOON + 1000, NOON + 6000);
    expect(buffer.drawn(0, NOON + 6000)).toEqual(first);
    put(0, NOON + 6000, { observedAtMs: NOON + 5500, lat: 50.01 });
    const expected = predict(fixOf({ observedAtMs: NOON + 5500, lat: 50.01 }), NOON + 6000);
    const second = buffer.drawn(0, NOON + 6000);
    expect(second && distanceM(second, expected)).toBeLessThan(0.1);
    expect(buffer.isBlending(NOON + 6000)).toBe(false);
  });
});

describe('draw buffer, what is handed to the graphics card', () => {
  it('says in the look what the aircraft is', () => {
    const { buffer, put } = bufferWithFleet();
    const identity = {
      icao24: '3c0001',
      callsign: null,
      registration: null,
      typeCode: 'EC35',
      flightNumber: null,
      origin: null,
      destination: null,
      squawk: null,
      category: null,
      feed: 'test',
    };
    const fix = { state: 'stale', altitudeM: 500 } as const;
    put(0, NOON, fix, { identity, emergency: true, kind: 'simulated' });
    const look = buffer.data[AT.look] ?? 0;
    expect(look & 7).toBe(2);
    expect((look >> 3) & 7).toBe(1);
    expect(look & ~63).toBe(LOOK.emergency | LOOK.simulated | LOOK.hollow);
  });

  it('names the slots with an emergency', () => {
    const { buffer, put, clear } = bufferWithFleet();
    put(0, NOON, {}, { emergency: true });
    expect([...buffer.emergencies]).toEqual([0]);
    put(0, NOON + 1000, { observedAtMs: NOON + 1000 });
    expect([...buffer.emergencies]).toEqual([]);
    put(0, NOON + 2000, { observedAtMs: NOON + 2000 }, { emergency: true });
    clear(0, NOON + 3000);
    expect([...buffer.emergencies]).toEqual([]);
  });

  it('empties a slot', () => {
    const { buffer, put, clear } = bufferWithFleet();
    put(0, NOON);
    clear(0, NOON);
    expect(buffer.data[AT.look]).toBe(-1);
    expect(buffer.count).toBe(0);
    expect(buffer.drawn(0, NOON)).toBeNull();
  });

  it('writes only the blocks that changed', () => {
    const { buffer, put } = bufferWithFleet();
    for (let slot = 0; slot < 3000; slot++) {
      put(slot, NOON, {}, { icao24: `3c${slot.toString(16).padStart(4, '0')}` });
    }
    buffer.takeDirty(() => undefined);
    const ranges: [number, number][] = [];
    put(2900, NOON, { lat: 51, observedAtMs: NOON + 1 }, { icao24: '3c0b54' });
    buffer.takeDirty((from, to) => ranges.push([from, to]));
    expect(ranges).toEqual([[2880 * STRIDE, 2944 * STRIDE]]);
    buffer.takeDirty((from, to) => ranges.push([from, to]));
    expect(ranges).toHaveLength(1);
  });
});
