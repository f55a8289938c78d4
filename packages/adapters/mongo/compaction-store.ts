import type { AnyBulkWriteOperation, Binary, Db } from 'mongodb';
import { ContractError } from '#contracts/contract-error.ts';
import { segmentsCollection, tracksCollection } from '#contracts/names.ts';
import { POSITION_PACK_VERSION } from '#contracts/position-pack.ts';
import { requiredNumber } from '#contracts/read.ts';
import type { Position, PositionKind } from '#domain/position.ts';
import type { CellRanges } from './aircraft-cell.ts';
import { isOutOfSpace, isRepeatedOnly } from './mongo-error.ts';
import { parsePackedDocument } from './packed-rows.ts';
import type { SegmentDocument } from './segment-document.ts';
import { toTrackDocument, type TrackDocument } from './track-document.ts';

/** Some segments and the rows in them. */
export interface SegmentChunk {
  readonly segments: readonly Binary[];
  readonly rows: readonly Position[];
  /** Segments that could not be unpacked; they stay where they are. */
  readonly unreadable: number;
}

/** A stored track; revision 0 and no rows where there is none. */
export interface StoredTrack {
  readonly id: string;
  readonly revision: number;
  readonly rows: readonly Position[];
}

/** `conflict`: another writer changed one of the tracks since it was read; the others are written. */
export type WriteOutcome = 'written' | 'conflict' | 'out-of-space';

export interface CompactionStore {
  /** Up to about `maxRows` rows of the segments in these cells that were received before `beforeMs`, cell by cell. */
  takeSegments(request: {
    readonly kind: PositionKind;
    readonly cells: CellRanges;
    readonly beforeMs: number;
    readonly maxRows: number;
  }): Promise<SegmentChunk>;
  readTracks(kind: PositionKind, ids: readonly string[]): Promise<Map<string, StoredTrack>>;
  /** Replaces tracks that are still at the revision they were read at, and adds those of revision 0. */
  writeTracks(kind: PositionKind, tracks: readonly StoredTrack[]): Promise<WriteOutcome>;
  removeSegments(kind: PositionKind, segments: readonly Binary[]): Promise<void>;
}

export function createCompactionStore(db: Db): CompactionStore {
  const segmentsOf = (kind: PositionKind) => db.collection<SegmentDocument>(segmentsCollection(kind));
  const tracksOf = (kind: PositionKind) => db.collection<TrackDocument>(tracksCollection(kind));
  return {
    takeSegments: async ({ kind, cells, beforeMs, maxRows }) => {
      const cursor = segmentsOf(kind)
        .find({
          $or: cells.map(([first, last]) => ({ cell: { $gte: first, $lte: last } })),
          receivedAt: { $lt: new Date(beforeMs) },
          v: { $lte: POSITION_PACK_VERSION },
        })
        .sort({ cell: 1, newestMs: 1 });
      const chunk = { segments: [] as Binary[], rows: [] as Position[], unreadable: 0 };
      try {
        for await (const segment of cursor) {
          const rows = unpackOrNull(segment);
          if (rows === null) chunk.unreadable += 1;
          else {
            chunk.segments.push(segment._id);
            for (const row of rows) chunk.rows.push(row);
          }
          if (chunk.rows.length >= maxRows) break;
        }
      } finally {
        await cursor.close();
      }
      return chunk;
    },
    readTracks: async (kind, ids) => {
      const documents: unknown[] = await tracksOf(kind)
        .find({ _id: { $in: [...ids] } })
        .toArray();
      return new Map(documents.map(toStoredTrack).map((track) => [track.id, track]));
    },
    writeTracks: async (kind, tracks) => {
      try {
        const result = await tracksOf(kind).bulkWrite(tracks.map(toWrite), { ordered: false });
        return result.insertedCount + result.matchedCount === tracks.length ? 'written' : 'conflict';
      } catch (error) {
        if (isRepeatedOnly(error)) return 'conflict';
        if (isOutOfSpace(error)) return 'out-of-space';
        throw error;
      }
    },
    removeSegments: async (kind, segments) => {
      await segmentsOf(kind).deleteMany({ _id: { $in: [...segments] } });
    },
  };
}

/** A damaged segment must not keep all others from being compacted; it stays, is counted, and expires. */
function unpackOrNull(document: unknown): Position[] | null {
  try {
    return parsePackedDocument(document).unpack();
  } catch (error) {
    if (error instanceof ContractError) return null;
    throw error;
  }
}

function toStoredTrack(document: unknown): StoredTrack {
  const packed = parsePackedDocument(document);
  return {
    id: String(packed.fields['_id']),
    revision: requiredNumber(packed.fields, 'revision', 1, Number.MAX_SAFE_INTEGER),
    rows: packed.unpack(),
  };
}

function toWrite({ id, revision, rows }: StoredTrack): AnyBulkWriteOperation<TrackDocument> {
  const document = toTrackDocument(id, revision + 1, rows);
  if (revision === 0) return { insertOne: { document } };
  return { replaceOne: { filter: { _id: id, revision }, replacement: document } };
}
