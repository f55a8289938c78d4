import type { AnyBulkWriteOperation, Collection, Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { addressToNumber } from '#domain/address.ts';
import { supersedes, type Position, type PositionKind } from '#domain/position.ts';
import { isRepeatedOnly } from '../mongo-error.ts';
import { packRows, unpackReadable, type PackedRows } from './packed-rows.ts';

/** Parts into which the aircraft of a partition are divided, so that reading one aircraft reads a part. */
export const LATEST_SHARDS = 4;
/** A record older than the newest of its document by more than this is found through the tracks only. */
const KEPT_MS = 3_600_000;
const MAX_ATTEMPTS = 8;

export const latestShardOf = (icao24: string): number => addressToNumber(icao24) % LATEST_SHARDS;

/** The newest record of each aircraft of one partition, kind and shard. */
interface LatestDocument extends PackedRows {
  readonly _id: string;
  readonly kind: PositionKind;
  readonly shard: number;
  /** Counts the writes: a write holds only against the revision that it was merged with. */
  readonly revision: number;
}

/** What a document holds, as this container wrote or read it last. */
interface LatestState {
  /** 0 while there is no document. */
  revision: number;
  readonly newest: Map<string, Position>;
}

interface Incoming {
  readonly kind: PositionKind;
  readonly shard: number;
  readonly positions: Position[];
}

export interface PartitionPositions {
  readonly topic: string;
  readonly partition: number;
  readonly positions: readonly Position[];
}

export interface LatestStore {
  /** Makes each position the latest of its aircraft, unless a newer one is known. */
  merge(batches: readonly PartitionPositions[]): Promise<void>;
}

export interface LatestOptions {
  /** Told the `_id` of a document that is damaged or of a newer version: what is stored next replaces it. */
  readonly onUnreadable?: (id: string) => void;
}

/**
 * Keeps what it wrote last, so that a batch costs one write per document and no read. Another container that wrote in
 * between changed the revision: then the document is read again and merged with that.
 */
export function createLatestStore(db: Db, { onUnreadable = () => undefined }: LatestOptions = {}): LatestStore {
  const collection = db.collection<LatestDocument>(COLLECTIONS.positionsLatest);
  const cache = new Map<string, LatestState>();

  async function load(ids: readonly string[]): Promise<Map<string, LatestState>> {
    const states = new Map<string, LatestState>(ids.map((id) => [id, cache.get(id) ?? emptyState()]));
    const missing = ids.filter((id) => !cache.has(id));
    if (missing.length === 0) return states;
    const documents: unknown[] = await collection.find({ _id: { $in: missing } }).toArray();
    for (const document of documents.filter(isJsonObject)) {
      const id = String(document['_id']);
      const rows = unpackReadable(document);
      if (rows === null) onUnreadable(id);
      const revision = document['revision'];
      const newest = new Map(rows?.map((row) => [row.icao24, row]));
      if (typeof revision === 'number') states.set(id, { revision, newest });
      // Without a revision there is nothing that a write could hold against; another writer's document has one.
      else await collection.deleteOne({ _id: id, $expr: { $not: { $isNumber: '$revision' } } });
    }
    return states;
  }

  /** One try: whether every document that had to change was still at the revision that it was merged with. */
  async function tryMerge(incoming: ReadonlyMap<string, Incoming>): Promise<boolean> {
    const states = await load([...incoming.keys()]);
    // Memory runs ahead of the database until the write is known to have happened; a failure must find it forgotten.
    for (const id of incoming.keys()) cache.delete(id);
    const writes: AnyBulkWriteOperation<LatestDocument>[] = [];
    for (const [id, { kind, shard, positions }] of incoming) {
      const state = states.get(id) ?? emptyState();
      if (!mergeInto(state.newest, positions)) continue;
      writes.push(toWrite({ _id: id, kind, shard, revision: state.revision + 1, ...packNewest(state.newest) }));
      state.revision += 1;
    }
    if (writes.length > 0 && (await write(collection, writes)) < writes.length) return false;
    for (const [id, state] of states) cache.set(id, state);
    return true;
  }

  return {
    merge: async (batches) => {
      const incoming = byDocument(batches);
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) if (await tryMerge(incoming)) return;
      throw new Error(`the latest positions were changed by others ${MAX_ATTEMPTS} times in a row`);
    },
  };
}

const emptyState = (): LatestState => ({ revision: 0, newest: new Map() });

/** Only the newest record of each aircraft goes on: a batch that catches up holds many of each. */
function byDocument(batches: readonly PartitionPositions[]): Map<string, Incoming> {
  const documents = new Map<string, Incoming>();
  for (const { topic, partition, positions } of batches) {
    for (const [kind, ofKind] of Map.groupBy(newestPerAircraft(positions), (position) => position.kind)) {
      for (const [shard, ofShard] of Map.groupBy(ofKind, (position) => latestShardOf(position.icao24))) {
        documents.set(`${topic}/${partition}/${kind}/${shard}`, { kind, shard, positions: ofShard });
      }
    }
  }
  return documents;
}

function newestPerAircraft(positions: readonly Position[]): Iterable<Position> {
  const newest: Partial<Record<PositionKind, Map<string, Position>>> = {};
  for (const position of positions) {
    const ofKind = (newest[position.kind] ??= new Map<string, Position>());
    const current = ofKind.get(position.icao24);
    if (current === undefined || supersedes(position, current)) ofKind.set(position.icao24, position);
  }
  return Object.values(newest).flatMap((ofKind) => [...ofKind.values()]);
}

/** Whether anything changed. What was received long before the newest goes. */
function mergeInto(newest: Map<string, Position>, positions: readonly Position[]): boolean {
  let changed = false;
  for (const position of positions) {
    const current = newest.get(position.icao24);
    if (current !== undefined && !supersedes(position, current)) continue;
    newest.set(position.icao24, position);
    changed = true;
  }
  if (changed) dropExpired(newest);
  return changed;
}

function dropExpired(newest: Map<string, Position>): void {
  let newestMs = 0;
  for (const position of newest.values()) newestMs = Math.max(newestMs, position.receivedAtMs);
  for (const [icao24, position] of newest) {
    if (position.receivedAtMs < newestMs - KEPT_MS) newest.delete(icao24);
  }
}

function packNewest(newest: ReadonlyMap<string, Position>): PackedRows {
  const byAddress = Array.from(newest.values(), (row) => ({ row, address: addressToNumber(row.icao24) })).sort(
    (a, b) => a.address - b.address,
  );
  return packRows(byAddress.map(({ row }) => [row]));
}

function toWrite(document: LatestDocument): AnyBulkWriteOperation<LatestDocument> {
  if (document.revision === 1) return { insertOne: { document } };
  return { replaceOne: { filter: { _id: document._id, revision: document.revision - 1 }, replacement: document } };
}

/** How many of the writes took place. */
async function write(
  collection: Collection<LatestDocument>,
  writes: AnyBulkWriteOperation<LatestDocument>[],
): Promise<number> {
  try {
    const result = await collection.bulkWrite(writes, { ordered: false });
    return result.matchedCount + result.insertedCount;
  } catch (error) {
    if (isRepeatedOnly(error)) return 0;
    throw error;
  }
}
