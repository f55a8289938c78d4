import { containsPoint, type BoundingBox, type LatLon } from '#domain/geo.ts';

/** Finds what lies in a box without looking at everything. */
export interface BoxIndex<T> {
  /** Items with at least one of their points in the box, each once, in no order. */
  within(box: BoundingBox): T[];
}

export interface IndexedItem<T> {
  readonly item: T;
  readonly points: readonly LatLon[];
}

/** Edge of a cell in degrees. A country spans some dozens of cells, a batch of the whole sky fills some thousands. */
const CELL_DEG = 2;
const COLUMNS = 360 / CELL_DEG;
const ROWS = 180 / CELL_DEG;

/**
 * A grid of {@link CELL_DEG} degrees, built once and asked for many boxes. A box that covers more cells than are filled
 * is answered from the filled ones.
 */
export function createBoxIndex<T>(items: readonly IndexedItem<T>[]): BoxIndex<T> {
  const cells = new Map<number, IndexedItem<T>[]>();
  for (const entry of items) {
    for (const cell of new Set(entry.points.map(cellOf))) {
      const held = cells.get(cell);
      if (held === undefined) cells.set(cell, [entry]);
      else held.push(entry);
    }
  }
  return {
    within: (box) => {
      const found = new Set<T>();
      for (const held of cellsIn(cells, box)) {
        for (const { item, points } of held) {
          if (points.some((point) => containsPoint(box, point))) found.add(item);
        }
      }
      return [...found];
    },
  };
}

function columnOf(lon: number): number {
  return Math.max(0, Math.min(COLUMNS - 1, Math.floor((lon + 180) / CELL_DEG)));
}

function rowOf(lat: number): number {
  return Math.max(0, Math.min(ROWS - 1, Math.floor((lat + 90) / CELL_DEG)));
}

function cellOf({ lat, lon }: LatLon): number {
  return rowOf(lat) * COLUMNS + columnOf(lon);
}

function* cellsIn<C>(cells: ReadonlyMap<number, C>, [west, south, east, north]: BoundingBox): Generator<C, void> {
  const firstColumn = columnOf(west);
  const columns = columnOf(east) - firstColumn + 1 + (west > east ? COLUMNS : 0);
  const [firstRow, lastRow] = [rowOf(south), rowOf(north)];
  if (columns * (lastRow - firstRow + 1) > cells.size) {
    yield* cells.values();
    return;
  }
  for (let row = firstRow; row <= lastRow; row += 1) {
    for (let step = 0; step < columns; step += 1) {
      const held = cells.get(row * COLUMNS + ((firstColumn + step) % COLUMNS));
      if (held !== undefined) yield held;
    }
  }
}
