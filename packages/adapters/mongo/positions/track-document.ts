import type { Position } from '#domain/position.ts';
import { packRows, type PackedRows } from './packed-rows.ts';

/** The rows of one aircraft, one kind and one hour of observation. */
export interface TrackDocument extends PackedRows {
  /** {@link trackId} */
  readonly _id: string;
  /** Counts the writes: a merge holds only against the revision that it read. */
  readonly revision: number;
  /** When the newest of its rows was received: retention goes by it. */
  readonly receivedAt: Date;
}

const HOUR_DIGITS = 6;

/** Sorts by time within an aircraft. @param hour hours since the epoch */
export const trackId = (icao24: string, hour: number): string => `${icao24}/${String(hour).padStart(HOUR_DIGITS, '0')}`;

/** @param rows of one aircraft and hour, ascending, not empty */
export function toTrackDocument(id: string, revision: number, rows: readonly Position[]): TrackDocument {
  const receivedAtMs = rows.reduce((newest, row) => Math.max(newest, row.receivedAtMs), 0);
  return { _id: id, revision, receivedAt: new Date(receivedAtMs), ...packRows([rows]) };
}
