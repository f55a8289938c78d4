import type { AnyBulkWriteOperation, Binary, Db } from 'mongodb';
import { segmentsCollection, tracksCollection } from '#contracts/names.ts';
import { POSITION_PACK_VERSION } from '#contracts/position-pack.ts';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import type { Position, PositionKind } from '#domain/position.ts';
import type { CellRanges } from './aircraft-cell.ts';
import { isOutOfSpace, isRepeatedOnly } from '../mongo-error.ts';
import { unpackReadable } from './packed-rows.ts';
import type { SegmentDocument } from './segment-document.ts';
import { toTrackDocument, type TrackDocument } from './track-document.ts';

/** Some segments and the rows in each of them. */
export interface SegmentChunk {
  readonly segments: readonly { readonly id: Binary; readonly rows: readonly Position[] }[];
  /** Segments that could not be unpacked; they stay where they are. */
  readonly unreadable: number;
}

/** A stored track; revision 0 and no rows where there is none. */
export interface StoredTrack {
  readonly id: string;
  readonly revision: number;
  readonly rows: readonly Position[];
}

/** Some tracks by id; `unreadable` are the ids of those that are damaged or of a newer version. */
export interface StoredTracks {
  readonly tracks: ReadonlyMap<string, StoredTrack>;
  readonly unreadable: readonly string[];
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
    /** Segments to leave out. */
    readonly except: readonly Binary[];
  }): Promise<SegmentChunk>;
  readTracks(kind: PositionKind, ids: readonly string[]): Promise<StoredTracks>;
  /** Replaces tracks that are still at the revision they were read at, and adds those of revision 0. */
  writeTracks(kind: PositionKind, tracks: readonly StoredTrack[]): Promise<WriteOutcome>;
  removeSegments(kind: PositionKind, segments: readonly Binary[]): Promise<void>;
}

export function createCompactionStore(db: Db): CompactionStore {
  const segmentsOf = (kind: PositionKind) => db.collection<SegmentDocument>(segmentsCollection(kind));
  const tracksOf = (kind: PositionKind) => db.collection<TrackDocument>(tracksCollection(kind));
  return {
    takeSegments: async ({ kind, cells, beforeMs, maxRows, except }) => {
      const cursor = segmentsOf(kind)
        .find({
          $or: cells.map(([first, last]) => ({ cell: { $gte: first, $lte: last } })),
          receivedAt: { $lt: new Date(beforeMs) },
          v: { $lte: POSITION_PACK_VERSION },
          ...(except.length === 0 ? {} : { _id: { $nin: [...except] } }),
        })
        .sort({ cell: 1, newestMs: 1 });
      const segments: { id: Binary; rows: Position[] }[] = [];
      let taken = 0;
      let unreadable = 0;
      try {
        for await (const segment of cursor) {
          const rows = unpackReadable(segment);
          if (rows === null) unreadable += 1;
          else segments.push({ id: segment._id, rows });
          taken += rows?.length ?? 0;
          if (taken >= maxRows) break;
        }
      } finally {
        await cursor.close();
      }
      return { segments, unreadable };
    },
    readTracks: async (kind, ids) => {
      const documents: unknown[] = await tracksOf(kind)
        .find({ _id: { $in: [...ids] } })
        .toArray();
      const tracks = new Map<string, StoredTrack>();
      const unreadable: string[] = [];
      for (const document of documents.filter(isJsonObject)) {
        const id = String(document['_id']);
        const track = toStoredTrack(id, document);
        if (track === null) unreadable.push(id);
        else tracks.set(id, track);
      }
      return { tracks, unreadable };
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

function toStoredTrack(id: string, document: JsonObject): StoredTrack | null {
  const rows = unpackReadable(document);
  const revision = document['revision'];
  return rows === null || typeof revision !== 'number' ? null : { id, revision, rows };
}

function toWrite({ id, revision, rows }: StoredTrack): AnyBulkWriteOperation<TrackDocument> {
  const document = toTrackDocument(id, revision + 1, rows);
  if (revision === 0) return { insertOne: { document } };
  return { replaceOne: { filter: { _id: id, revision }, replacement: document } };
}
