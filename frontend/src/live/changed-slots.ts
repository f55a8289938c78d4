/** Slots that changed, each once, in the order in which they did. */
export interface ChangedSlots {
  add(slot: number): void;
  /** Hands them out and forgets them. */
  take(visit: (slot: number) => void): void;
}

const FIRST_CAPACITY = 1024;

export function createChangedSlots(): ChangedSlots {
  const slots: number[] = [];
  let isIn = new Uint8Array(FIRST_CAPACITY);

  function grow(slot: number): void {
    const larger = new Uint8Array(Math.max(slot + 1, isIn.length * 2));
    larger.set(isIn);
    isIn = larger;
  }

  return {
    add(slot) {
      if (slot >= isIn.length) grow(slot);
      if (isIn[slot] === 1) return;
      isIn[slot] = 1;
      slots.push(slot);
    },
    take(visit) {
      for (const slot of slots) {
        isIn[slot] = 0;
        visit(slot);
      }
      slots.length = 0;
    },
  };
}
