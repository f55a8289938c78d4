import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { supersedes, type Position, type PositionKind } from '#domain/position.ts';
import { unpackReadable } from './packed-rows.ts';
import { latestShardOf } from './position-latest.ts';

/**
 * The newest record of each aircraft by kind. An aircraft is in several documents where the number of partitions was
 * changed: the newest counts. A document that can't be read is left out; the store replaces it.
 */
export async function readAllLatest(db: Db): Promise<Position[]> {
  const documents: unknown[] = await db.collection(COLLECTIONS.positionsLatest).find().toArray();
  const newest = new Map<string, Position>();
  for (const position of documents.flatMap((document) => unpackReadable(document) ?? [])) {
    const key = position.kind + position.icao24;
    const current = newest.get(key);
    if (current === undefined || supersedes(position, current)) newest.set(key, position);
  }
  return [...newest.values()];
}

/** The newest record of one aircraft among the latest documents, null where it was not heard lately. */
export async function readLatestOf(db: Db, icao24: string, kinds: readonly PositionKind[]): Promise<Position | null> {
  const documents: unknown[] = await db
    .collection(COLLECTIONS.positionsLatest)
    .find({ shard: latestShardOf(icao24), kind: { $in: [...kinds] } })
    .toArray();
  return newestOf(documents.flatMap((document) => unpackReadable(document, icao24) ?? []));
}

export function newestOf(positions: readonly Position[]): Position | null {
  let newest: Position | null = null;
  for (const position of positions) if (newest === null || supersedes(position, newest)) newest = position;
  return newest;
}
