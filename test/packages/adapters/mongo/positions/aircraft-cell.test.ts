import { describe, expect, it } from 'vitest';
import {
  cellOf,
  cellParts,
  cellsOf,
  DEEPEST_LEVEL,
  filterBitsOf,
  filterOf,
  levelFor,
} from '#adapters/mongo/positions/aircraft-cell.ts';

const blocks = [0x3c0000, 0xa00000, 0x400000, 0xff0000];
const addresses = blocks.flatMap((first) => Array.from({ length: 2000 }, (_, index) => first + index));

describe('cells', () => {
  it.each([
    [1, 0],
    [64, 0],
    [65, 1],
    [128, 1],
    [300, 3],
    [10_000, 8],
    [1_000_000, DEEPEST_LEVEL],
  ])('of a batch of %d aircraft are of level %d', (aircraft, level) => {
    expect(levelFor(aircraft)).toBe(level);
  });

  it('divide runs of allocated addresses evenly', () => {
    const counts = new Map<number, number>();
    for (const address of addresses) counts.set(cellOf(address, 7), (counts.get(cellOf(address, 7)) ?? 0) + 1);
    expect(counts.size).toBe(128);
    expect(Math.max(...counts.values())).toBeLessThan((2 * addresses.length) / 128);
  });

  it('lie within the cell of the level above', () => {
    for (const address of addresses.slice(0, 100)) {
      for (let level = 1; level <= DEEPEST_LEVEL; level++) {
        expect(cellOf(address, level) >> 1).toBe(cellOf(address, level - 1));
      }
    }
  });

  it('of one aircraft are one per level, from the root', () => {
    const cells = cellsOf(0x3c664e);
    expect(cells).toHaveLength(DEEPEST_LEVEL + 1);
    expect(cells[0]).toBe(1);
    expect(cells).toEqual(cells.map((_, level) => cellOf(0x3c664e, level)));
  });
});

describe('parts of the tree', () => {
  it.each([0, 1, 3])('at level %d cover every cell once', (level) => {
    const covered = cellParts(level)
      .flat()
      .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
      .sort((a, b) => a - b);
    expect(covered).toEqual(Array.from({ length: 2 ** (DEEPEST_LEVEL + 1) - 1 }, (_, index) => index + 1));
  });

  it('keep all cells of one aircraft from the level down together', () => {
    const parts = cellParts(3);
    for (const address of addresses.slice(0, 200)) {
      const deep = cellsOf(address).slice(3);
      const holding = parts.filter((part) => part.some(([first, last]) => deep.some((c) => c >= first && c <= last)));
      expect(holding).toHaveLength(1);
    }
  });
});

describe('the filter of a document', () => {
  const has = (filter: Uint8Array, address: number): boolean =>
    filterBitsOf(address).every((bit) => ((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0);

  it('passes every aircraft in the document', () => {
    const filter = filterOf(addresses.slice(0, 64));
    expect(addresses.slice(0, 64).every((address) => has(filter, address))).toBe(true);
  });

  it('passes fewer than one in ten of the others with 64 aircraft', () => {
    const inside = addresses.filter((_, index) => index % 125 === 0);
    const outside = addresses.filter((_, index) => index % 125 !== 0);
    expect(inside).toHaveLength(64);
    const filter = filterOf(inside);
    expect(outside.filter((address) => has(filter, address)).length).toBeLessThan(outside.length / 10);
  });
});
