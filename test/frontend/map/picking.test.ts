import { describe, expect, it } from 'vitest';
import { mercatorX, mercatorY } from '../../../frontend/src/map/mercator.ts';
import { countInFrame, pick, toScreen, type Frame } from '../../../frontend/src/map/picking.ts';

const FRAME: Frame = { lat: 50, lon: 9, zoom: 5, widthPx: 800, heightPx: 600 };
const options = { tolerancePx: 24, nowMs: 0 };

function fleet(...points: (readonly [lat: number, lon: number] | null)[]) {
  return {
    slots: points.length,
    drawnAt(slot: number, _nowMs: number, out: { x: number; y: number }) {
      const point = points[slot];
      if (point == null) return false;
      out.x = mercatorX(point[1]);
      out.y = mercatorY(point[0]);
      return true;
    },
  };
}

describe('picking', () => {
  it('finds the nearest aircraft within the tolerance, and none beyond it', () => {
    const buffer = fleet([50, 9], [50, 9.2], null);
    const there = toScreen(FRAME, mercatorX(9.2), mercatorY(50));
    expect(pick(buffer, FRAME, { x: 400, y: 300 }, options)).toBe(0);
    expect(pick(buffer, FRAME, { x: there.x + 5, y: there.y - 5 }, options)).toBe(1);
    expect(pick(buffer, FRAME, { x: 400, y: 323 }, options)).toBe(0);
    expect(pick(buffer, FRAME, { x: 400, y: 325 }, options)).toBeNull();
  });

  it('finds aircraft on the other side of the antimeridian', () => {
    const frame = { ...FRAME, lat: 0, lon: 179.9 };
    const buffer = fleet([0, -179.9]);
    const { x, y } = toScreen(frame, mercatorX(-179.9), mercatorY(0));
    expect(x).toBeGreaterThan(400);
    expect(x).toBeLessThan(420);
    expect(pick(buffer, frame, { x, y }, options)).toBe(0);
  });

  it('finds aircraft on every copy of the world in view', () => {
    const frame = { lat: 0, lon: 0, zoom: 0, widthPx: 1400, heightPx: 400 };
    const buffer = fleet([0, 10]);
    const { x, y } = toScreen(frame, mercatorX(10), mercatorY(0));
    for (const copy of [-512, 0, 512]) expect(pick(buffer, frame, { x: x + copy, y }, options)).toBe(0);
  });

  it('counts what is within the frame, once per aircraft', () => {
    const buffer = fleet([50, 9], [50, 15], [50, 40], [10, 9], null);
    expect(countInFrame(buffer, FRAME, 0)).toBe(2);
    const world = { lat: 0, lon: 0, zoom: 0, widthPx: 2000, heightPx: 600 };
    expect(countInFrame(buffer, world, 0)).toBe(4);
  });
});
