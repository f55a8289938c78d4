import { Binary, type Db } from 'mongodb';
import { segmentsCollection, tracksCollection } from '#contracts/names.ts';
import { addressToNumber } from '#domain/address.ts';
import type { Position, PositionKind } from '#domain/position.ts';
import { hourOf, mergeTrackRows, startOfHourMs } from '#domain/track.ts';
import { cellsOf, filterBitsOf } from './aircraft-cell.ts';
import { unpackReadable } from './packed-rows.ts';
import { trackId, type TrackDocument } from './track-document.ts';

interface RowsQuery {
  readonly icao24: string;
  readonly kind: PositionKind;
  /** Both included. */
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The stored rows of one aircraft, kind and window, ascending and without doubles. Segments are read before tracks:
 * what compaction moves in between is then seen twice and dropped as a double, never missed. Documents that can't be
 * read are left out; compaction tells of them.
 */
export async function readRows(db: Db, query: RowsQuery): Promise<readonly Position[]> {
  const { icao24, kind, fromMs, toMs } = query;
  const ofSegments = await findSegments(db, kind, icao24, { from: fromMs, to: startOfHourMs(hourOf(toMs) + 1) - 1 });
  const ofTracks: unknown[] = await db
    .collection<TrackDocument>(tracksCollection(kind))
    .find({ _id: { $gte: trackId(icao24, hourOf(fromMs)), $lte: trackId(icao24, hourOf(toMs)) } })
    .toArray();
  const rows = [...ofTracks, ...ofSegments].flatMap((document) => unpackReadable(document, icao24) ?? []);
  return mergeTrackRows(rows.filter((row) => row.observedAtMs >= fromMs && row.observedAtMs <= toMs));
}

/** The newest stored row of one aircraft and kind, however old. */
export async function readNewestRow(db: Db, icao24: string, kind: PositionKind): Promise<Position | null> {
  const segments = await findSegments(db, kind, icao24, { from: 0, to: Number.MAX_SAFE_INTEGER });
  const tracks: unknown[] = await db
    .collection<TrackDocument>(tracksCollection(kind))
    .find({ _id: { $gte: trackId(icao24, 0), $lte: `${icao24}/:` } })
    .sort({ _id: -1 })
    .limit(1)
    .toArray();
  const rows = [...tracks, ...segments].flatMap((document) => unpackReadable(document, icao24) ?? []);
  return mergeTrackRows(rows).at(-1) ?? null;
}

/** @param newest bounds of a segment's newest row; its other rows are of the same hour */
async function findSegments(
  db: Db,
  kind: PositionKind,
  icao24: string,
  newest: { readonly from: number; readonly to: number },
): Promise<unknown[]> {
  const address = addressToNumber(icao24);
  return db
    .collection(segmentsCollection(kind))
    .find({
      cell: { $in: cellsOf(address) },
      newestMs: { $gte: newest.from, $lte: newest.to },
      aircraft: { $bitsAllSet: filterBitsOf(address) },
    })
    .project<{ pack: Binary }>({ _id: 0, rows: 1, codec: 1, pack: 1 })
    .toArray();
}
