/**
 * Cells: a binary tree over the hashes of addresses. The root, cell 1, holds all aircraft; cell c has the children 2c
 * and 2c + 1. A batch of few aircraft is stored as one document in the root, one of many as one document per cell of
 * a deeper level, so that no document holds many more than {@link AIRCRAFT_PER_CELL}; a reader of one aircraft looks
 * into the one cell per level that it can be in.
 */
export const DEEPEST_LEVEL = 10;
const AIRCRAFT_PER_CELL = 64;
const HASH_BITS = 16;
/** 2^32 divided by the golden ratio: spreads the runs of addresses that countries allocate (Knuth, 6.4). */
const GOLDEN = 0x9e3779b1;

function hashOf(address: number): number {
  return Math.imul(address, GOLDEN) >>> (32 - HASH_BITS);
}

/** The level at which so many aircraft are stored together. */
export function levelFor(aircraftCount: number): number {
  const level = Math.ceil(Math.log2(Math.max(1, aircraftCount) / AIRCRAFT_PER_CELL));
  return Math.max(0, Math.min(DEEPEST_LEVEL, level));
}

/** @param address as {@link import('#domain/address.ts').addressToNumber} gives it */
export function cellOf(address: number, level: number): number {
  return 2 ** level + (hashOf(address) >>> (HASH_BITS - level));
}

/** Every cell that an aircraft's rows may be in, one per level. */
export function cellsOf(address: number): number[] {
  return Array.from({ length: DEEPEST_LEVEL + 1 }, (_, level) => cellOf(address, level));
}

/** Cells that are worked on together: the first and last cell of each run, both included. */
export type CellRanges = readonly (readonly [first: number, last: number])[];

/** A cell and all below it, level by level. */
function subtreeOf(cell: number): CellRanges {
  const ranges: [number, number][] = [];
  for (let [first, last] = [cell, cell]; last < 2 ** (DEEPEST_LEVEL + 1); [first, last] = [2 * first, 2 * last + 1]) {
    ranges.push([first, last]);
  }
  return ranges;
}

/** The cells above a level, where the small batches are, and apart from them each cell of that level with all below. */
export function cellParts(level: number): CellRanges[] {
  const cells = Array.from({ length: 2 ** level }, (_, index) => 2 ** level + index);
  return [[[1, 2 ** level - 1]], ...cells.map(subtreeOf)];
}

const FILTER_BYTES = 64;
const FILTER_HASHES = 4;

/**
 * The bits of an aircraft in a document's Bloom filter (512 bits): the server tests them with `$bitsAllSet`, so that a
 * document without the aircraft is not sent. With 64 aircraft one in forty passes for nothing.
 */
export function filterBitsOf(address: number): number[] {
  const first = Math.imul(address, 0x85ebca6b) >>> 0;
  const step = (Math.imul(address ^ (address >>> 9), 0xc2b2ae35) >>> 0) | 1;
  return Array.from({ length: FILTER_HASHES }, (_, i) => ((first + i * step) >>> 0) >>> 23);
}

export function filterOf(addresses: readonly number[]): Uint8Array {
  const filter = new Uint8Array(FILTER_BYTES);
  for (const address of addresses) {
    for (const bit of filterBitsOf(address)) filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
  }
  return filter;
}
