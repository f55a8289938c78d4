import type { LatLon } from '#domain/geo.ts';
import type { Position } from '#domain/position.ts';

/** The newest record of one aircraft at one level. */
export interface Entry {
  position: Position;
  /** The flush that takes the record. */
  flush: number;
  tile: number;
  /** The flush that takes its text to everybody: it is new, or its text changed. */
  textFlush: number;
  /** The tile that it came from, and the flush that takes it to the new one's viewers. */
  from: number | null;
  movedFlush: number;
  /** Where it was when the flush before was made. */
  before: LatLon | null;
}

/** The aircraft of one tile, and which flush takes what of it. */
export interface BoardTile {
  readonly entries: Map<string, Entry>;
  /** Those that are in another tile by now, with the flush that tells this one's viewers. */
  readonly left: Map<string, { readonly entry: Entry; readonly flush: number }>;
  /** Those that are gone, with the flush that tells. */
  readonly removed: Map<string, number>;
  /** The last flush that takes anything. */
  flush: number;
}

export function createBoardTile(): BoardTile {
  return { entries: new Map(), left: new Map(), removed: new Map(), flush: 0 };
}

/** What a tile's viewers don't have yet. */
export interface TileChanges {
  /** In the tile, and those that have just left it. */
  readonly shown: readonly Position[];
  /** Those whose text nobody has. */
  readonly introduced: readonly Position[];
  /** Those whose text only the viewers of the tile have that they came from. */
  readonly arrived: ReadonlyMap<number, readonly Position[]>;
  readonly removed: readonly string[];
}

/** What the flushes after `since` take. */
export function changesOf(tile: BoardTile, since: number): TileChanges {
  const shown: Position[] = [];
  const introduced: Position[] = [];
  const arrived = new Map<number, Position[]>();
  for (const { position, flush, textFlush, movedFlush, from } of tile.entries.values()) {
    if (flush > since) shown.push(position);
    if (textFlush > since) introduced.push(position);
    else if (movedFlush > since && from !== null) pushTo(arrived, from, position);
  }
  const removed = [...tile.removed].filter(([, flush]) => flush > since).map(([icao24]) => icao24);
  for (const [icao24, { entry, flush }] of tile.left) {
    if (flush <= since) continue;
    if (entry.position.state === 'removed') removed.push(icao24);
    else shown.push(entry.position);
  }
  return { shown, introduced, arrived, removed };
}

function pushTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Lets go of what was told longest ago; whether anything is left. */
export function sweepTile(tile: BoardTile, oldestFlush: number): boolean {
  for (const [icao24, { flush }] of tile.left) if (flush < oldestFlush) tile.left.delete(icao24);
  for (const [icao24, flush] of tile.removed) if (flush < oldestFlush) tile.removed.delete(icao24);
  return tile.entries.size + tile.left.size + tile.removed.size > 0;
}
