import { isFineOnly } from '#domain/level.ts';
import { tileAt } from '#domain/level-tiles.ts';
import { predict } from '#domain/motion.ts';
import type { Level, Position } from '#domain/position.ts';

/** The aircraft of one picture by the tile of one level; those of a tile ascending by address. */
export type TileIndex = ReadonlyMap<number, readonly Position[]>;

/**
 * Puts aircraft into the tile of their fix, which is that of the frames they came in, and into the tile where they are
 * taken to be by now, where they are drawn.
 * @param positions ascending by address
 */
export function indexByTile(positions: readonly Position[], level: Level, atMs: number): TileIndex {
  const index = new Map<number, Position[]>();
  for (const position of positions) {
    if (level !== 'fine' && isFineOnly(position)) continue;
    const heardIn = tileAt(level, position);
    const isIn = tileAt(level, predict(position, atMs));
    add(index, heardIn, position);
    if (isIn !== heardIn) add(index, isIn, position);
  }
  return index;
}

function add(index: Map<number, Position[]>, tile: number, position: Position): void {
  const ofTile = index.get(tile);
  if (ofTile === undefined) index.set(tile, [position]);
  else ofTile.push(position);
}
