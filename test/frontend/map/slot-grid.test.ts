import { describe, expect, it } from 'vitest';
import { createSlotGrid, gridCell, REACH, type MercatorBox } from '../../../frontend/src/map/slot-grid.ts';

function found(grid: ReturnType<typeof createSlotGrid>, box: MercatorBox): number[] {
  const slots: number[] = [];
  grid.visit(box, (slot) => slots.push(slot));
  return slots.sort((a, b) => a - b);
}

const around = (x: number, y: number, radius = 0.001): MercatorBox => ({
  west: x - radius,
  north: y - radius,
  east: x + radius,
  south: y + radius,
});

describe('grid of slots', () => {
  it('finds a slot as far from where it was put as it may have moved', () => {
    const grid = createSlotGrid();
    grid.put(0, gridCell(0.5, 0.5, REACH));
    grid.put(1, gridCell(0.7, 0.5, 0));
    for (const [x, y] of [
      [0.5 + REACH, 0.5],
      [0.5 - REACH, 0.5 - REACH],
      [0.5, 0.5 + REACH],
    ] as const) {
      expect(found(grid, around(x, y))).toEqual([0]);
    }
  });

  it('finds anywhere what may have moved further than that', () => {
    const grid = createSlotGrid();
    grid.put(5, gridCell(0.1, 0.1, 2 * REACH));
    expect(found(grid, around(0.9, 0.9))).toEqual([5]);
  });

  it('goes around the world, and gives every slot once for a box wider than it', () => {
    const grid = createSlotGrid();
    grid.put(0, gridCell(0.0001, 0.4, 0));
    grid.put(1, gridCell(0.9999, 0.4, 0));
    grid.put(2, gridCell(0.5, 0.4, 0));
    grid.put(3, gridCell(1.00005, -0.2, 0));
    expect(found(grid, around(1, 0.4))).toEqual([0, 1]);
    expect(found(grid, around(-2, 0.4))).toEqual([0, 1]);
    expect(found(grid, { west: -1, north: -1, east: 2, south: 2 })).toEqual([0, 1, 2, 3]);
  });

  it('forgets where a slot was when it moves or goes', () => {
    const grid = createSlotGrid();
    for (const slot of [2000, 7, 8, 9]) grid.put(slot, gridCell(0.5, 0.5, 0));
    grid.put(8, gridCell(0.2, 0.2, 0));
    grid.remove(2000);
    grid.remove(2000);
    expect(found(grid, around(0.5, 0.5))).toEqual([7, 9]);
    expect(found(grid, around(0.2, 0.2))).toEqual([8]);
    grid.remove(7);
    grid.remove(9);
    expect(found(grid, around(0.5, 0.5))).toEqual([]);
  });
});
