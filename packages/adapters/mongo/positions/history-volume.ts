import { Binary, type Db } from 'mongodb';
import { segmentsCollection, tracksCollection } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { POSITION_KINDS } from '#domain/position.ts';
import { MONGO_CODE, mongoErrorCode } from '../mongo-error.ts';

/** Oldest documents looked at in each collection at a time. */
const CANDIDATES = 500;

export interface HistoryVolume {
  /**
   * Bytes of the history's documents and indexes. Of the documents the uncompressed size, because what is on disk
   * follows only at the next checkpoint; packed documents hardly compress further.
   */
  measureBytes(): Promise<number>;
  /** Deletes some of the oldest documents by time of receipt, at most about `bytes`. Frees 0 when nothing is left. */
  dropOldest(bytes: number): Promise<{ freedBytes: number; positions: number }>;
}

/** Segments have binary ids, tracks text. */
type DocumentId = Binary | string;

interface Candidate {
  readonly collection: string;
  readonly id: DocumentId;
  readonly receivedAtMs: number;
  readonly bytes: number;
  readonly rows: number;
}

export function createHistoryVolume(db: Db): HistoryVolume {
  const collections = POSITION_KINDS.flatMap((kind) => [segmentsCollection(kind), tracksCollection(kind)]);
  return {
    measureBytes: async () => {
      const sizes = await Promise.all(collections.map((collection) => measure(db, collection)));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
    dropOldest: async (bytes) => {
      const candidates = (await Promise.all(collections.map((collection) => oldest(db, collection)))).flat();
      const dropped = takeBytes(candidates.sort((a, b) => a.receivedAtMs - b.receivedAtMs).slice(0, CANDIDATES), bytes);
      for (const [collection, documents] of Map.groupBy(dropped, (candidate) => candidate.collection)) {
        await db
          .collection<{ _id: DocumentId }>(collection)
          .deleteMany({ _id: { $in: documents.map(({ id }) => id) } });
      }
      return {
        freedBytes: dropped.reduce((sum, candidate) => sum + candidate.bytes, 0),
        positions: dropped.reduce((sum, candidate) => sum + candidate.rows, 0),
      };
    },
  };
}

async function measure(db: Db, collection: string): Promise<number> {
  const [stats]: unknown[] = await db
    .collection(collection)
    .aggregate([{ $collStats: { storageStats: {} } }])
    .toArray()
    .catch((error: unknown) => {
      if (mongoErrorCode(error) === MONGO_CODE.namespaceNotFound) return [];
      throw error;
    });
  const storage = isJsonObject(stats) ? stats['storageStats'] : undefined;
  if (!isJsonObject(storage)) return 0;
  return Number(storage['size'] ?? 0) + Number(storage['totalIndexSize'] ?? 0);
}

async function oldest(db: Db, collection: string): Promise<Candidate[]> {
  const documents: unknown[] = await db
    .collection(collection)
    .find()
    .sort({ receivedAt: 1 })
    .limit(CANDIDATES)
    .project({ receivedAt: 1, rows: 1, bytes: { $bsonSize: '$$ROOT' } })
    .toArray();
  return documents.filter(isJsonObject).map((document) => ({
    collection,
    id: document['_id'] instanceof Binary ? document['_id'] : String(document['_id']),
    receivedAtMs: document['receivedAt'] instanceof Date ? document['receivedAt'].getTime() : 0,
    bytes: Number(document['bytes']),
    rows: Number(document['rows']),
  }));
}

function takeBytes(candidates: readonly Candidate[], bytes: number): Candidate[] {
  const taken: Candidate[] = [];
  let sum = 0;
  for (const candidate of candidates) {
    if (sum >= bytes) break;
    taken.push(candidate);
    sum += candidate.bytes;
  }
  return taken;
}
