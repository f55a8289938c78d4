import { encodePositionFrames } from '#contracts/live-frame.ts';
import { encodeIdentityFrames, encodeRemovedFrames } from '#contracts/live-messages.ts';
import { containsPoint, type BoundingBox } from '#domain/geo.ts';
import type { Board } from './board.ts';
import type { Entry } from './board-tile.ts';
import { createBoxIndex, type BoxIndex } from './box-index.ts';

/** The frames of version 1 of a board, as of one instant: each viewer's box is cut out of what changed. */
export interface BoxFrames {
  /** What the flushes after `since` take to a box's viewers; none where nothing changed. */
  of(box: BoundingBox, since: number): string[];
}

export function createBoxFrames(board: Board, atMs: number): BoxFrames {
  const indexes = new Map<number, BoxIndex<Entry>>();
  const lastSince = board.flushed() - 1;

  const indexOf = (since: number): BoxIndex<Entry> => {
    const known = indexes.get(since);
    if (known !== undefined) return known;
    const entries = [...board.changedEntries(since)];
    const index = createBoxIndex(
      entries.map((item) => ({ item, points: item.before === null ? [item.position] : [item.position, item.before] })),
    );
    indexes.set(since, index);
    return index;
  };

  return {
    of(box, since) {
      const found = indexOf(since).within(box);
      const shown = found.filter(({ position }) => position.state !== 'removed');
      const removed = found.filter(({ position }) => position.state === 'removed');
      // A viewer that missed a flush may have missed that an aircraft entered.
      const isNamed = (entry: Entry): boolean =>
        containsPoint(box, entry.position) &&
        (since < lastSince || entry.textFlush > since || entry.before === null || !containsPoint(box, entry.before));
      // Text first, so that no aircraft is shown without its name.
      return [
        ...encodeIdentityFrames(shown.filter(isNamed).map(({ position }) => position)),
        ...encodePositionFrames(
          shown.map(({ position }) => position),
          atMs,
          board.level,
        ),
        ...encodeRemovedFrames(removed.map(({ position }) => ({ icao24: position.icao24, reason: 'expired' }))),
      ];
    },
  };
}
