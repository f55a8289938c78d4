import { describe, expect, it } from 'vitest';
import { distanceM } from '#domain/geo.ts';
import { predict, type MotionState } from '#domain/motion.ts';
import type { Aircraft } from '../../../frontend/src/live/aircraft-store.ts';
import { BLEND_MS, correctionLeft, createDrawBuffer, LOOK, STRIDE } from '../../../frontend/src/map/draw-buffer.ts';
import { fromMercator } from '../../../frontend/src/map/mercator.ts';

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

function aircraftOf(fix: Partial<MotionState> = {}, changes: Partial<Aircraft> = {}): Aircraft {
  return {
    icao24: '3c0001',
    slot: 0,
    fix: fixOf(fix),
    identity: null,
    kind: 'live',
    emergency: false,
    mlat: false,
    longLived: false,
    geometricAltitude: false,
    heardAtMs: NOON,
    ...changes,
  };
}

/** Runs the pictures of a display up to an instant. */
function play(buffer: ReturnType<typeof createDrawBuffer>, fromMs: number, toMs: number): void {
  for (let nowMs = fromMs; nowMs <= toMs; nowMs += 1000 / 60) buffer.advance(nowMs, PIXEL);
}

/** What the vertex shader makes of the floats, so that both sides of the arithmetic are compared. */
function shaderPoint(buffer: ReturnType<typeof createDrawBuffer>, slot: number, nowMs: number) {
  const at = (index: number): number => buffer.data[slot * STRIDE + index] ?? NaN;
  const time = Math.fround((nowMs - buffer.epochMs) / 1000);
  const seconds = Math.max(0, Math.min(time, at(7)) - at(6));
  const left = correctionLeft((time - at(10)) * 1000);
  return fromMercator(at(0) + at(2) + at(4) * seconds + at(8) * left, at(1) + at(3) + at(5) * seconds + at(9) * left);
}

describe('draw buffer, motion', () => {
  it('draws where the motion function says, at every moment up to and after its limit', () => {
    for (const fix of [{}, { altitudeM: 2000 }, { lat: 78, trackDeg: 91 }, { lat: -33, lon: 179.99, trackDeg: 80 }]) {
      const buffer = createDrawBuffer();
      buffer.put(0, aircraftOf(fix), NOON + 200);
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
    const buffer = createDrawBuffer();
    const fix = { lat: 78, trackDeg: 91 };
    for (let slot = 0; slot < 3000; slot++) {
      buffer.put(slot, aircraftOf(fix, { icao24: `3c${slot.toString(16).padStart(4, '0')}`, slot }), NOON);
    }
    play(buffer, NOON, NOON + 50_000);
    const expected = predict(fixOf(fix), NOON + 50_000);
    for (let slot = 0; slot < 3000; slot += 100) {
      const drawn = buffer.drawn(slot, NOON + 50_000);
      expect(drawn && distanceM(drawn, expected)).toBeLessThan(0.5);
    }
  });

  it('keeps the shader’s times exact after hours', () => {
    const buffer = createDrawBuffer();
    const late = NOON + 7 * 3_600_000;
    buffer.put(0, aircraftOf(), NOON);
    buffer.put(1, aircraftOf({ observedAtMs: late }, { icao24: '3c0002', slot: 1 }), late);
    play(buffer, late, late + 8000);
    const expected = predict(fixOf({ observedAtMs: late }), late + 8000);
    expect(distanceM(shaderPoint(buffer, 1, late + 8000), expected)).toBeLessThan(0.5);
  });

  it('carries on across the antimeridian without a jump around the world', () => {
    const buffer = createDrawBuffer();
    buffer.put(0, aircraftOf({ lon: 179.999, trackDeg: 90, lat: 0 }), NOON);
    const point = { x: 0, y: 0 };
    let before = 0;
    for (let ms = 0; ms < 20_000; ms += 250) {
      buffer.advance(NOON + ms, PIXEL);
      buffer.drawnAt(0, NOON + ms, point);
      if (ms > 0) expect(Math.abs(Math.round(point.x - before) - (point.x - before))).toBeLessThan(1e-5);
      before = point.x;
    }
  });
});

describe('draw buffer, corrections', () => {
  const off = { lat: 50.02 };

  it('blends a correction in within a second, from exactly where the aircraft was drawn', () => {
    const buffer = createDrawBuffer();
    buffer.put(0, aircraftOf(), NOON);
    play(buffer, NOON, NOON + 5000);
    const before = buffer.drawn(0, NOON + 5000);
    buffer.put(0, aircraftOf({ ...off, observedAtMs: NOON + 5000 }), NOON + 5000);
    const after = buffer.drawn(0, NOON + 5000);
    expect(before && after && distanceM(before, after)).toBeLessThan(0.1);
    expect(buffer.isBlending(NOON + 5500)).toBe(true);
    const target = predict(fixOf({ ...off, observedAtMs: NOON + 5000 }), NOON + 5000 + BLEND_MS);
    const done = buffer.drawn(0, NOON + 5000 + BLEND_MS);
    expect(done && distanceM(done, target)).toBeLessThan(0.5);
    expect(buffer.isBlending(NOON + 5000 + BLEND_MS)).toBe(false);
  });

  it('moves steadily towards the new fix while it blends', () => {
    const buffer = createDrawBuffer();
    buffer.put(0, aircraftOf({ groundSpeedMps: null }), NOON);
    buffer.advance(NOON, PIXEL);
    buffer.put(0, aircraftOf({ ...off, groundSpeedMps: null, observedAtMs: NOON + 1000 }), NOON + 1000);
    let before = 50;
    for (let ms = 0; ms <= BLEND_MS; ms += 50) {
      const lat = buffer.drawn(0, NOON + 1000 + ms)?.lat ?? 0;
      expect(lat).toBeGreaterThanOrEqual(before - 1e-9);
      before = lat;
    }
    expect(before).toBeCloseTo(50.02, 6);
  });

  it('asks for no pictures because of a correction that can’t be seen', () => {
    const buffer = createDrawBuffer();
    buffer.put(0, aircraftOf(), NOON);
    buffer.advance(NOON, 1 / 512);
    buffer.put(0, aircraftOf({ ...off, observedAtMs: NOON + 1000 }), NOON + 1000);
    expect(buffer.isBlending(NOON + 1100)).toBe(false);
  });

  it('snaps after the picture stood still for more than ten seconds', () => {
    const buffer = createDrawBuffer();
    buffer.put(0, aircraftOf(), NOON);
    play(buffer, NOON, NOON + 1000);
    buffer.put(0, aircraftOf({ ...off, observedAtMs: NOON + 15_000 }), NOON + 15_000);
    const drawn = buffer.drawn(0, NOON + 15_000);
    expect(drawn?.lat).toBeCloseTo(50.02, 6);
  });

  it('snaps after the aircraft itself was lost for more than ten seconds', () => {
    const buffer = createDrawBuffer();
    buffer.put(0, aircraftOf(), NOON);
    play(buffer, NOON, NOON + 105_000);
    buffer.put(0, aircraftOf({ ...off, observedAtMs: NOON + 105_000 }), NOON + 105_000);
    expect(buffer.drawn(0, NOON + 105_000)?.lat).toBeCloseTo(50.02, 6);
  });

  it('snaps over a jump that no blending makes believable', () => {
    const buffer = createDrawBuffer();
    buffer.put(0, aircraftOf(), NOON);
    play(buffer, NOON, NOON + 1000);
    buffer.put(0, aircraftOf({ lat: 55, observedAtMs: NOON + 1000 }), NOON + 1000);
    expect(buffer.drawn(0, NOON + 1000)?.lat).toBeCloseTo(55, 6);
  });

  it('does not blend from the aircraft that had the slot before', () => {
    const buffer = createDrawBuffer();
    buffer.put(0, aircraftOf(), NOON);
    buffer.advance(NOON, PIXEL);
    buffer.put(0, aircraftOf({ lat: 50.01 }, { icao24: '3c0009' }), NOON);
    expect(buffer.drawn(0, NOON)?.lat).toBeCloseTo(50.01, 6);
    expect(buffer.slotOf('3c0001')).toBeUndefined();
    expect(buffer.slotOf('3c0009')).toBe(0);
  });
});

describe('draw buffer, reduced motion', () => {
  it('moves an aircraft only when a record comes', () => {
    const buffer = createDrawBuffer();
    buffer.setMoving(false, NOON);
    buffer.put(0, aircraftOf(), NOON + 1000);
    const first = buffer.drawn(0, NOON + 1000);
    play(buffer, NOON + 1000, NOON + 6000);
    expect(buffer.drawn(0, NOON + 6000)).toEqual(first);
    buffer.put(0, aircraftOf({ observedAtMs: NOON + 5500, lat: 50.01 }), NOON + 6000);
    const expected = predict(fixOf({ observedAtMs: NOON + 5500, lat: 50.01 }), NOON + 6000);
    const second = buffer.drawn(0, NOON + 6000);
    expect(second && distanceM(second, expected)).toBeLessThan(0.1);
    expect(buffer.isBlending(NOON + 6000)).toBe(false);
  });
});

describe('draw buffer, what is handed to the graphics card', () => {
  it('says in the look what the aircraft is', () => {
    const buffer = createDrawBuffer();
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
    buffer.put(0, aircraftOf(fix, { identity, emergency: true, kind: 'simulated' }), NOON);
    const look = buffer.data[13] ?? 0;
    expect(look & 7).toBe(2);
    expect((look >> 3) & 7).toBe(1);
    expect(look & ~63).toBe(LOOK.emergency | LOOK.simulated | LOOK.hollow);
  });

  it('names the slots with an emergency', () => {
    const buffer = createDrawBuffer();
    buffer.put(0, aircraftOf({}, { emergency: true }), NOON);
    expect([...buffer.emergencies]).toEqual([0]);
    buffer.put(0, aircraftOf({ observedAtMs: NOON + 1000 }), NOON + 1000);
    expect([...buffer.emergencies]).toEqual([]);
    buffer.put(0, aircraftOf({ observedAtMs: NOON + 2000 }, { emergency: true }), NOON + 2000);
    buffer.put(0, undefined, NOON + 3000);
    expect([...buffer.emergencies]).toEqual([]);
  });

  it('empties a slot', () => {
    const buffer = createDrawBuffer();
    buffer.put(0, aircraftOf(), NOON);
    buffer.put(0, undefined, NOON);
    expect(buffer.data[13]).toBe(-1);
    expect(buffer.count).toBe(0);
    expect(buffer.drawn(0, NOON)).toBeNull();
  });

  it('writes only the blocks that changed', () => {
    const buffer = createDrawBuffer();
    for (let slot = 0; slot < 3000; slot++) {
      buffer.put(slot, aircraftOf({}, { icao24: `3c${slot.toString(16).padStart(4, '0')}`, slot }), NOON);
    }
    buffer.takeDirty(() => undefined);
    const ranges: [number, number][] = [];
    buffer.put(2900, aircraftOf({ lat: 51, observedAtMs: NOON + 1 }, { icao24: '3c0b54', slot: 2900 }), NOON);
    buffer.takeDirty((from, to) => ranges.push([from, to]));
    expect(ranges).toEqual([[2816 * STRIDE, 3072 * STRIDE]]);
    buffer.takeDirty((from, to) => ranges.push([from, to]));
    expect(ranges).toHaveLength(1);
  });
});
