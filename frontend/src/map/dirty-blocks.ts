/** Slots that are written together. */
export const BLOCK = 64;
/** Up to so many blocks that didn't change are written again rather than beginning another call. */
const BRIDGE = 4;

/** Remembers which blocks of slots were changed. */
export interface DirtyBlocks {
  mark(slot: number): void;
  markAll(slots: number): void;
  /** Hands out ranges of slots, `to` not included, and forgets them. */
  take(visit: (from: number, to: number) => void): void;
}

export function createDirtyBlocks(): DirtyBlocks {
  let flags = new Uint8Array(64);
  let first = Infinity;
  let last = -1;

  function reserve(blocks: number): void {
    if (blocks <= flags.length) return;
    const larger = new Uint8Array(blocks * 2);
    larger.set(flags);
    flags = larger;
  }

  return {
    mark(slot) {
      const block = (slot / BLOCK) | 0;
      if (block >= flags.length) reserve(block + 1);
      flags[block] = 1;
      if (block < first) first = block;
      if (block > last) last = block;
    },
    markAll(slots) {
      const blocks = Math.ceil(slots / BLOCK);
      if (blocks === 0) return;
      reserve(blocks);
      flags.fill(1, 0, blocks);
      first = 0;
      last = Math.max(last, blocks - 1);
    },
    take(visit) {
      let from = first;
      let to = first;
      for (let block = first; block <= last; block++) {
        if (flags[block] === 0) continue;
        if (block - to > BRIDGE) {
          visit(from * BLOCK, to * BLOCK);
          from = block;
        }
        to = block + 1;
      }
      if (last >= 0) {
        visit(from * BLOCK, to * BLOCK);
        flags.fill(0, first, last + 1);
      }
      first = Infinity;
      last = -1;
    },
  };
}
