import type { Position, PositionKind } from '#domain/position.ts';

/** One stored fix. The same shape as a position: a track of several kinds never hides which is which. */
export type TrackPoint = Position;

export interface Snapshot {
  /**
   * Everything published before this instant is in the snapshot, epoch ms on the producer's clock; 0 where nothing is
   * known, so that a client that waits for its subscription goes on asking.
   */
  readonly asOfMs: number;
  /** Aircraft heard lately, newest record of each, by kind. `removed` ones are left out. */
  readonly positions: Readonly<Record<PositionKind, readonly Position[]>>;
  /** When the newest stored record of all was received, epoch ms; null where nothing is stored. */
  readonly newestReceivedAtMs: number | null;
}

export interface TrackQuery {
  readonly icao24: string;
  /** Observation times, both included, epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly kinds: readonly PositionKind[];
  /** Most points of one page. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: number | undefined;
}

export interface TrackPage {
  /** Ascending by `observedAtMs`, one per (kind, observedAtMs). */
  readonly points: readonly TrackPoint[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: number | null;
}

export interface PositionReader {
  snapshot(request: { readonly nowMs: number }): Promise<Snapshot>;
  /** The newest stored record of an aircraft, however old, `removed` ones too; null where none is stored. */
  latest(icao24: string, kinds?: readonly PositionKind[]): Promise<Position | null>;
  track(query: TrackQuery): Promise<TrackPage>;
}
