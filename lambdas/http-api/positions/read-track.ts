import { POSITION_KINDS, type Position, type PositionKind } from '#domain/position.ts';
import type { TrackCursor } from './track-cursor.ts';

export interface TrackPage {
  readonly points: readonly Position[];
  /** Observation time after which the next page begins; null at the end. */
  readonly next: number | null;
}

export interface TrackSource {
  track(query: {
    readonly icao24: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly kinds: readonly PositionKind[];
    readonly limit: number;
    readonly after?: number | undefined;
  }): Promise<TrackPage>;
}

export interface TrackRequest {
  readonly icao24: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
  /** Where the page before ended. */
  readonly cursor: TrackCursor | null;
}

export interface TrackAnswer {
  /** Null where nothing is stored in the window. */
  readonly kind: PositionKind | null;
  readonly points: readonly Position[];
  /** The last point of the page before; null on the first page. */
  readonly before: Position | null;
  readonly next: TrackCursor | null;
}

/**
 * One page of an aircraft's track, of one kind: the real one where the window holds any of it, else the replayed, else
 * the simulated. Later pages keep the kind of the first.
 */
export async function readTrack(source: TrackSource, request: TrackRequest): Promise<TrackAnswer> {
  const { icao24, fromMs, toMs, limit, cursor } = request;
  // A later page is read from the last point of the page before: the way from there to its first point belongs to it.
  const after = cursor === null ? undefined : cursor.afterMs - 1;
  for (const kind of cursor === null ? POSITION_KINDS : [cursor.kind]) {
    const page = await source.track({
      icao24,
      fromMs,
      toMs,
      kinds: [kind],
      limit: limit + (cursor === null ? 0 : 1),
      after,
    });
    const isBefore = cursor !== null && page.points[0]?.observedAtMs === cursor.afterMs;
    const before = (isBefore ? page.points[0] : null) ?? null;
    const points = isBefore ? page.points.slice(1) : page.points;
    if (points.length === 0) continue;
    return { kind, points, before, next: page.next === null ? null : { kind, afterMs: page.next } };
  }
  return { kind: cursor?.kind ?? null, points: [], before: null, next: null };
}
