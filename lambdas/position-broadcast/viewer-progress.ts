import { areaKey, tileArea, tilesOf } from '#domain/level-tiles.ts';
import type { Level } from '#domain/position.ts';
import type { Outlook } from './join-tiles.ts';
import type { Viewer } from './viewer-list.ts';

/** How far one viewer is. */
export interface Progress {
  readonly viewer: Viewer;
  /** The level of its frames. */
  readonly level: Level;
  /** Viewers with the same key get the same messages. */
  readonly key: string;
  /** The tiles that it looks at; null for a viewer of version 1, which has a box. */
  readonly outlook: Omit<Outlook, 'since'> | null;
  /** Number of the last flush that it has. */
  since: number;
  /** When it was last sent something, epoch ms; 0 for never. */
  sentAtMs: number;
  /** Frames in a row that didn't reach it. */
  misses: number;
}

/** Remembers how far each viewer is; a container that is new begins with what comes next. */
export interface ViewerProgress {
  /**
   * The viewers' progress, in their order; one that is new or subscribed at another level has what was flushed so far.
   * Viewers that aren't among these are forgotten.
   */
  of(viewers: readonly Viewer[], flushed: (level: Level) => number): Progress[];
}

export function createViewerProgress(): ViewerProgress {
  let known = new Map<string, Progress>();
  return {
    of(viewers, flushed) {
      const next = new Map<string, Progress>();
      for (const viewer of viewers) {
        const before = known.get(viewer.connectionId);
        next.set(viewer.connectionId, progressOf(viewer, before, flushed));
      }
      known = next;
      return [...next.values()];
    },
  };
}

function progressOf(viewer: Viewer, before: Progress | undefined, flushed: (level: Level) => number): Progress {
  const isSame = before !== undefined && isSameView(viewer, before.viewer);
  if (isSame && viewer.everyMs === before.viewer.everyMs) return before;
  if (isSame) return { ...before, viewer };
  const { bbox, level, version } = viewer;
  const fresh = { viewer, sentAtMs: 0, misses: 0 };
  if (version === 1) {
    return { ...fresh, level, key: `${level} ${bbox.join(' ')}`, outlook: null, since: flushed(level) };
  }
  const area = tileArea(bbox, level);
  const outlook = { area, tiles: tilesOf(area) };
  return { ...fresh, level: area.level, key: areaKey(area), outlook, since: sinceOf(before, area.level, flushed) };
}

/** Tiles that stay in its area are not fetched again by a viewer: what it lacks of them it still gets. */
function sinceOf(before: Progress | undefined, level: Level, flushed: (level: Level) => number): number {
  const isSameLevel = before !== undefined && before.outlook !== null && before.level === level;
  return isSameLevel ? before.since : flushed(level);
}

function isSameView(a: Viewer, b: Viewer): boolean {
  return a.version === b.version && a.level === b.level && a.bbox.every((edge, index) => edge === b.bbox[index]);
}
