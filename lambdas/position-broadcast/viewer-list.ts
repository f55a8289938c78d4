import { VIEWER_LIST_MAX_AGE_MS } from '#contracts/subscription-visibility.ts';
import type { BoundingBox } from '#domain/geo.ts';
import type { Level } from '#domain/position.ts';

export interface Viewer {
  readonly connectionId: string;
  readonly bbox: BoundingBox;
  readonly level: Level;
  /** 1: gets frames of its box; 2: of the tiles of its area. */
  readonly version: 1 | 2;
  /** Shortest time between two frames that it wants, ms. */
  readonly everyMs: number;
}

export interface ViewerListOptions {
  /** Port: reads who is subscribed to what. */
  readonly read: () => Promise<readonly Viewer[]>;
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly logger: { warn(message: string, fields: Readonly<Record<string, unknown>>): void };
}

/** Who is watching, as of at most {@link VIEWER_LIST_MAX_AGE_MS} ago. */
export interface ViewerList {
  current(): Promise<readonly Viewer[]>;
  /** Forgets connections that turned out to be gone. */
  drop(connectionIds: readonly string[]): void;
}

/** Longest that frames wait for a slow database once a list is known. */
const PATIENCE_MS = 500;
/** Pause after a failed read, so that a database that is away isn't asked by every batch. */
const RETRY_AFTER_MS = 1000;

/**
 * Keeps the list of viewers for a moment, counted from when its reading began: subscriptions stored before that are in
 * it. While the database is slow or away the last list known serves on: the live map never waits for it. A viewer that
 * subscribes just then may miss some frames and has its aircraft with their next reports. Without any list the error is
 * the caller's.
 */
export function createViewerList({ read, clock, sleep, logger }: ViewerListOptions): ViewerList {
  type Held = Map<string, Viewer>;
  let known: Held | undefined;
  let dueAtMs = -Infinity;
  let reading: Promise<Held> | undefined;

  const refresh = async (): Promise<Held> => {
    dueAtMs = clock() + VIEWER_LIST_MAX_AGE_MS;
    try {
      const held = new Map((await read()).map((viewer) => [viewer.connectionId, viewer]));
      known = held;
      return held;
    } catch (error) {
      if (known === undefined) throw error;
      dueAtMs = clock() + RETRY_AFTER_MS;
      logger.warn('viewers could not be read, the last known are served', { error, viewers: known.size });
      return known;
    }
  };

  /** The list being read, or the known one when that takes too long. */
  const patiently = async (fresh: Promise<Held>): Promise<Held> => {
    if (known === undefined) return fresh;
    const inTime = await Promise.race([fresh, sleep(PATIENCE_MS)]);
    return inTime ?? known;
  };

  return {
    current: async () => {
      if (clock() >= dueAtMs || reading === undefined) reading = refresh();
      try {
        return [...(await patiently(reading)).values()];
      } catch (error) {
        reading = undefined;
        throw error;
      }
    },
    drop: (connectionIds) => {
      for (const connectionId of connectionIds) known?.delete(connectionId);
    },
  };
}
