/** Cells of the world's edge: one is 78 km wide at the equator. */
const SIDE = 512;
/** What may move further than {@link REACH} from where it was put is looked at in any case. */
const ANYWHERE = SIDE * SIDE;
const NOWHERE = -1;

/** So far, mercator, a slot may be from where it was put. */
export const REACH = 2 / SIDE;

/** Finds the slots near a point of the map without looking at all of them. */
export interface SlotGrid {
  put(slot: number, cell: number): void;
  remove(slot: number): void;
  /** Visits each slot that may lie in a box, and some that don't, once; a box may be on any copy of the world. */
  visit(box: MercatorBox, visit: (slot: number) => void): void;
}

export interface MercatorBox {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

/** Lists of slots per cell, linked both ways, so that a slot changes its cell at the cost of four numbers. */
export function createSlotGrid(): SlotGrid {
  const heads = new Int32Array(SIDE * SIDE + 1).fill(NOWHERE);
  let cells = new Int32Array(1024).fill(NOWHERE);
  let nexts = new Int32Array(1024);
  let befores = new Int32Array(1024);

  function reserve(slot: number): void {
    if (slot < cells.length) return;
    const capacity = (slot + 1) * 2;
    const larger = new Int32Array(capacity).fill(NOWHERE);
    larger.set(cells);
    cells = larger;
    nexts = grown(nexts, capacity);
    befores = grown(befores, capacity);
  }

  function remove(slot: number): void {
    const cell = cells[slot] ?? NOWHERE;
    if (cell === NOWHERE) return;
    const next = nexts[slot] ?? NOWHERE;
    const before = befores[slot] ?? NOWHERE;
    if (before === NOWHERE) heads[cell] = next;
    else nexts[before] = next;
    if (next !== NOWHERE) befores[next] = before;
    cells[slot] = NOWHERE;
  }

  function visitCell(cell: number, visit: (slot: number) => void): void {
    for (let slot = heads[cell] ?? NOWHERE; slot !== NOWHERE; slot = nexts[slot] ?? NOWHERE) visit(slot);
  }

  return {
    put(slot, cell) {
      reserve(slot);
      if (cell === cells[slot]) return;
      remove(slot);
      const head = heads[cell] ?? NOWHERE;
      cells[slot] = cell;
      nexts[slot] = head;
      befores[slot] = NOWHERE;
      if (head !== NOWHERE) befores[head] = slot;
      heads[cell] = slot;
    },
    remove,
    visit({ west, north, east, south }, visit) {
      visitCell(ANYWHERE, visit);
      const first = Math.floor((west - REACH) * SIDE);
      const columns = Math.min(SIDE, Math.floor((east + REACH) * SIDE) - first + 1);
      const lastRow = row(south + REACH);
      for (let at = row(north - REACH); at <= lastRow; at++) {
        for (let step = 0; step < columns; step++) visitCell(at * SIDE + ((first + step) & (SIDE - 1)), visit);
      }
    },
  };
}

/**
 * The cell of a point.
 * @param x mercator; may run over the edges of the world
 * @param travel how far what is put there may be found from it, mercator
 */
export function gridCell(x: number, y: number, travel: number): number {
  return travel > REACH ? ANYWHERE : row(y) * SIDE + column(x);
}

function column(x: number): number {
  return Math.floor(x * SIDE) & (SIDE - 1);
}

function row(y: number): number {
  return Math.max(0, Math.min(SIDE - 1, Math.floor(y * SIDE)));
}

function grown(array: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity);
  larger.set(array);
  return larger;
}
