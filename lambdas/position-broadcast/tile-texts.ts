import { identityText, removedText } from '#contracts/live-messages.ts';
import { packTile } from '#contracts/tile-frame.ts';
import type { Position } from '#domain/position.ts';
import type { Board } from './board.ts';

/** One tile's part of a frame, to be joined with others. */
export interface TileTexts {
  readonly tiles: readonly string[];
  readonly identity: readonly string[];
  /** Text of those that came from another tile, for viewers that don't have that one. */
  readonly arrived: readonly { readonly from: number; readonly identity: readonly string[] }[];
  readonly removed: readonly string[];
}

/** The texts of a board's tiles as of one instant: each is encoded once, when it is first asked for. */
export interface BoardTexts {
  /** What the flushes after `since` take to a tile's viewers; null for nothing. */
  of(tile: number, since: number): TileTexts | null;
}

export function createBoardTexts(board: Board, atMs: number): BoardTexts {
  const known = new Map<number, Map<number, TileTexts | null>>();

  const encode = (tile: number, since: number): TileTexts | null => {
    const changes = board.changes(tile, since);
    if (changes === null) return null;
    const { shown, introduced, arrived, removed } = changes;
    return {
      tiles: packTile(shown, { level: board.level, tile, atMs }),
      identity: identityText(introduced),
      arrived: [...arrived].map(([from, positions]: [number, readonly Position[]]) => ({
        from,
        identity: identityText(positions),
      })),
      removed: removedText(removed.map((icao24) => ({ icao24, reason: 'expired' }))),
    };
  };

  return {
    of(tile, since) {
      const tiles = known.get(since) ?? new Map<number, TileTexts | null>();
      known.set(since, tiles);
      const held = tiles.get(tile);
      if (held !== undefined) return held;
      const texts = encode(tile, since);
      tiles.set(tile, texts);
      return texts;
    },
  };
}
