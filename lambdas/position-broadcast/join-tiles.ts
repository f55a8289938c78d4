import { joinFrame, type FrameHead } from '#contracts/tile-frame.ts';
import { areaHolds, type TileArea } from '#domain/level-tiles.ts';
import type { BoardTexts } from './tile-texts.ts';

/** The tiles that some viewers look at, and the last flush that they have. */
export interface Outlook {
  readonly area: TileArea;
  /** The numbers of the area's tiles. */
  readonly tiles: readonly number[];
  readonly since: number;
}

/** The messages of one frame for all viewers of an area that have the same flushes; none where nothing changed. */
export function joinTiles(texts: BoardTexts, { area, tiles, since }: Outlook, head: FrameHead): string[] {
  const parts = { tiles: [] as string[], identity: [] as string[], removed: [] as string[] };
  for (const tile of tiles) {
    const own = texts.of(tile, since);
    if (own === null) continue;
    parts.tiles.push(...own.tiles);
    parts.identity.push(...own.identity);
    parts.removed.push(...own.removed);
    for (const { from, identity } of own.arrived) if (!areaHolds(area, from)) parts.identity.push(...identity);
  }
  return joinFrame(head, parts);
}
