import { describe, expect, it } from 'vitest';
import { mercatorX, mercatorY } from '../../../frontend/src/map/mercator.ts';
import { countInView, pick } from '../../../frontend/src/map/picking.ts';
import { flatScreen, type Frame } from '../../../frontend/src/map/screen.ts';
import { createSlotGrid, gridCell } from '../../../frontend/src/map/slot-grid.ts';

const FRAME: Frame = { lat: 50, lon: 9, zoom: 5, widthPx: 800, heightPx: 600 };
const SCREEN = flatScreen(FRAME);
const options = { tolerancePx: 24, nowMs: 0 };

function fleet(...points: (readonly [lat: number, lon: number] | null)[]) {
  const grid = createSlotGrid();
  points.forEach((point, slot) => {
    if (point !== null) grid.put(slot, gridCell(mercatorX(point[1]), mercatorY(point[0]), 0));
  });
  let looked = 0;
  return {
    looked: () => looked,
    visit: (box: Parameters<typeof grid.visit>[0], visit: (slot: number) => void) => grid.visit(box, visit),
    drawnAt(slot: number, _nowMs: number, out: { x: number; y: number }) {
      looked += 1;
      const point = points[slot];
      if (point == null) return false;
      out.x = mercatorX(point[1]);
      out.y = mercatorY(point[0]);
      return true;
    },
  };
}

function place(frame: Frame, lat: number, lon: number) {
  const screen = flatScreen(frame);
  const out = { x: 0, y: 0 };
  screen.toScreen(screen.nearestX(mercatorX(lon)), mercatorY(lat), out);
  return out;
}

describe('picking', () => {
  it('finds the nearest aircraft within the tolerance, and none beyond it', () => {
    const buffer = fleet([50, 9], [50, 9.2], null);
    const there = place(FRAME, 50, 9.2);
    expect(pick(buffer, SCREEN, { x: 400, y: 300 }, options)).toBe(0);
    expect(pick(buffer, SCREEN, { x: there.x + 5, y: there.y - 5 }, options)).toBe(1);
    expect(pick(buffer, SCREEN, { x: 400, y: 323 }, options)).toBe(0);
    expect(pick(buffer, SCREEN, { x: 400, y: 325 }, options)).toBeNull();
  });

  it('looks only at aircraft around the pointer', () => {
    const world = Array.from({ length: 3000 }, (_, index) => [(index % 150) - 75, (index % 359) - 180] as const);
    const buffer = fleet([50, 9], ...world);
    expect(pick(buffer, SCREEN, { x: 400, y: 300 }, options)).toBe(0);
    expect(buffer.looked()).toBeLessThan(20);
  });

  it('finds aircraft on the other side of the antimeridian', () => {
    const frame = { ...FRAME, lat: 0, lon: 179.9 };
    const buffer = fleet([0, -179.9]);
    const { x, y } = place(frame, 0, -179.9);
    expect(x).toBeGreaterThan(400);
    expect(x).toBeLessThan(420);
    expect(pick(buffer, flatScreen(frame), { x, y }, options)).toBe(0);
  });

  it('finds aircraft on every copy of the world in view', () => {
    const frame = { lat: 0, lon: 0, zoom: 0, widthPx: 1400, heightPx: 400 };
    const buffer = fleet([0, 10]);
    const { x, y } = place(frame, 0, 10);
    for (const copy of [-512, 0, 512]) {
      expect(pick(buffer, flatScreen(frame), { x: x + copy, y }, options)).toBe(0);
    }
  });

  it('counts what is in view, once per aircraft', () => {
    const buffer = fleet([50, 9], [50, 15], [50, 40], [10, 9], null);
    expect(countInView(buffer, SCREEN, 0)).toBe(2);
    const world = flatScreen({ lat: 0, lon: 0, zoom: 0, widthPx: 2000, heightPx: 600 });
    expect(countInView(buffer, world, 0)).toBe(4);
  });
});
