import type { BoundingBox, LatLon } from './geo.ts';
import { coarserLevel, LEVEL_RULES } from './level.ts';
import type { Level } from './position.ts';

/** More tiles than this, and the viewer gets the next coarser level. The world has 32 of the coarsest. */
export const MOST_TILES = 64;

/**
 * The tiles of a level that a viewer gets: a rectangle of the level's grid. Columns count east from the antimeridian,
 * rows north from the south pole; `columns` may run over the antimeridian, back to column 0.
 */
export interface TileArea {
  readonly level: Level;
  readonly firstColumn: number;
  readonly columns: number;
  readonly firstRow: number;
  readonly rows: number;
}

export function columnsOf(level: Level): number {
  return 360 / LEVEL_RULES[level].tileDeg;
}

export function rowsOf(level: Level): number {
  return 180 / LEVEL_RULES[level].tileDeg;
}

/** Number of the tile of a point: `row * columnsOf(level) + column`. A tile holds its western and its southern edge. */
export function tileAt(level: Level, { lat, lon }: LatLon): number {
  return rowAt(level, lat) * columnsOf(level) + columnAt(level, lon);
}

function columnAt(level: Level, lon: number): number {
  const columns = columnsOf(level);
  const column = Math.floor((lon + 180) / LEVEL_RULES[level].tileDeg) % columns;
  return column < 0 ? column + columns : column;
}

/** The poles lie in the outermost rows. */
function rowAt(level: Level, lat: number): number {
  return Math.max(0, Math.min(rowsOf(level) - 1, Math.floor((lat + 90) / LEVEL_RULES[level].tileDeg)));
}

/** The south-west corner of a tile. */
export function tileCorner(level: Level, tile: number): LatLon {
  const { tileDeg } = LEVEL_RULES[level];
  const columns = columnsOf(level);
  return { lat: Math.floor(tile / columns) * tileDeg - 90, lon: (tile % columns) * tileDeg - 180 };
}

/** The edges of a tile; the easternmost end at 180. */
export function tileBox(level: Level, tile: number): BoundingBox {
  const { lat, lon } = tileCorner(level, tile);
  const { tileDeg } = LEVEL_RULES[level];
  return [lon, lat, lon + tileDeg, lat + tileDeg];
}

/**
 * The tiles of a box at a level, or at the finest coarser one of which {@link MOST_TILES} are enough.
 * @param box normalised; west > east crosses the antimeridian
 */
export function tileArea(box: BoundingBox, level: Level): TileArea {
  const area = areaOf(box, level);
  return area.columns * area.rows <= MOST_TILES || level === 'world' ? area : tileArea(box, coarserLevel(level));
}

function areaOf([west, south, east, north]: BoundingBox, level: Level): TileArea {
  const { tileDeg } = LEVEL_RULES[level];
  const [firstColumn, firstRow] = [columnAt(level, west), rowAt(level, south)];
  const unwrappedEast = east >= west ? east : east + 360;
  const columns = Math.floor((unwrappedEast + 180) / tileDeg) - Math.floor((west + 180) / tileDeg) + 1;
  const most = columnsOf(level);
  const rows = rowAt(level, north) - firstRow + 1;
  return columns >= most
    ? { level, firstColumn: 0, columns: most, firstRow, rows }
    : { level, firstColumn, columns, firstRow, rows };
}

/** The numbers of an area's tiles. */
export function tilesOf({ level, firstColumn, columns, firstRow, rows }: TileArea): number[] {
  const inRow = columnsOf(level);
  return Array.from({ length: columns * rows }, (_, index) => {
    const column = (firstColumn + (index % columns)) % inRow;
    return (firstRow + Math.floor(index / columns)) * inRow + column;
  });
}

/** The area's edges as a box. */
export function areaBox({ level, firstColumn, columns, firstRow, rows }: TileArea): BoundingBox {
  const { tileDeg } = LEVEL_RULES[level];
  const [south, north] = [firstRow * tileDeg - 90, (firstRow + rows) * tileDeg - 90];
  if (columns >= columnsOf(level)) return [-180, south, 180, north];
  const west = firstColumn * tileDeg - 180;
  const east = west + columns * tileDeg;
  return [west, south, east > 180 ? east - 360 : east, north];
}

/** Whether a tile belongs to an area of its level. */
export function areaHolds({ level, firstColumn, columns, firstRow, rows }: TileArea, tile: number): boolean {
  const inRow = columnsOf(level);
  const row = Math.floor(tile / inRow) - firstRow;
  const column = ((tile % inRow) - firstColumn + inRow) % inRow;
  return row >= 0 && row < rows && column < columns;
}

/** Names an area, the same for the same tiles. */
export function areaKey({ level, firstColumn, columns, firstRow, rows }: TileArea): string {
  return `${level}/${firstColumn}+${columns}/${firstRow}+${rows}`;
}

/** A tile as an address says it: `fine/21965`. */
export function tileName(level: Level, tile: number): string {
  return `${level}/${tile}`;
}
