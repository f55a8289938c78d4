import { Binary, type Db } from 'mongodb';
import { COLLECTIONS, segmentsCollection, tracksCollection } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { addressToNumber } from '#domain/address.ts';
import { POSITION_KINDS, type Position, type PositionKind } from '#domain/position.ts';
import { isRepeatedOnly } from '../mongo-error.ts';
import { cellsOf, filterBitsOf } from '../positions/aircraft-cell.ts';
import { packRows, unpackReadable } from '../positions/packed-rows.ts';
import { latestShardOf } from '../positions/position-latest.ts';
import { groupByAircraft, toSegments, type SegmentDocument } from '../positions/segment-document.ts';

/** What was removed of one aircraft, in documents; `rows` are positions. */
export interface Erasure {
  readonly tracks: number;
  readonly segments: number;
  readonly latest: number;
  readonly deadLetters: number;
  readonly rows: number;
  /** Documents that may hold the aircraft and can't be read: they stay. */
  readonly unreadable: number;
  /** Documents that hold it and that others changed again and again: they stay. */
  readonly contended: number;
}

/**
 * Removes an aircraft from everything that is stored of positions: its tracks, its rows in documents that it shares with
 * others, and its dead letters. What a consumer stores meanwhile is removed by a second call. Nothing else changes.
 */
export async function eraseAircraft(db: Db, icao24: string): Promise<Erasure> {
  let total: Erasure = { tracks: 0, segments: 0, latest: 0, deadLetters: 0, rows: 0, unreadable: 0, contended: 0 };
  for (const kind of POSITION_KINDS) {
    total = sum(total, await eraseSegments(db, kind, icao24));
    total = sum(total, await eraseTracks(db, kind, icao24));
  }
  total = sum(total, await eraseLatest(db, icao24));
  const { deletedCount } = await db
    .collection(COLLECTIONS.deadLetters)
    .deleteMany({ key: new Binary(Buffer.from(icao24)) });
  return sum(total, { deadLetters: deletedCount });
}

function sum(total: Erasure, more: Partial<Erasure>): Erasure {
  return {
    tracks: total.tracks + (more.tracks ?? 0),
    segments: total.segments + (more.segments ?? 0),
    latest: total.latest + (more.latest ?? 0),
    deadLetters: total.deadLetters + (more.deadLetters ?? 0),
    rows: total.rows + (more.rows ?? 0),
    unreadable: total.unreadable + (more.unreadable ?? 0),
    contended: total.contended + (more.contended ?? 0),
  };
}

/** The others' rows are put into a document of their own before the shared one goes: a stop in between loses nothing. */
async function eraseSegments(db: Db, kind: PositionKind, icao24: string): Promise<Partial<Erasure>> {
  const collection = db.collection<SegmentDocument>(segmentsCollection(kind));
  const address = addressToNumber(icao24);
  const cursor = collection.find({
    cell: { $in: cellsOf(address) },
    aircraft: { $bitsAllSet: filterBitsOf(address) },
  });
  let [segments, rows, unreadable] = [0, 0, 0];
  for await (const segment of cursor) {
    const held = unpackReadable(segment);
    if (held === null) unreadable += 1;
    const others = held?.filter((row) => row.icao24 !== icao24) ?? [];
    if (held === null || others.length === held.length) continue;
    if (others.length > 0) await insertOnce(db, kind, toSegments(others));
    await collection.deleteOne({ _id: segment._id });
    segments += 1;
    rows += held.length - others.length;
  }
  return { segments, rows, unreadable };
}

async function insertOnce(db: Db, kind: PositionKind, segments: readonly SegmentDocument[]): Promise<void> {
  try {
    await db.collection<SegmentDocument>(segmentsCollection(kind)).insertMany([...segments], { ordered: false });
  } catch (error) {
    if (!isRepeatedOnly(error)) throw error;
  }
}

const packed = (aircraft: ReadonlyMap<string, readonly Position[]>) => packRows([...aircraft.values()]);

async function eraseTracks(db: Db, kind: PositionKind, icao24: string): Promise<Partial<Erasure>> {
  const collection = db.collection<{ _id: string; rows: number }>(tracksCollection(kind));
  // The character after the slash that every id has behind its address.
  const ofAircraft = { _id: { $gte: `${icao24}/`, $lt: `${icao24}0` } };
  const [counted] = await collection
    .aggregate<{ rows: number }>([{ $match: ofAircraft }, { $group: { _id: null, rows: { $sum: '$rows' } } }])
    .toArray();
  const { deletedCount } = await collection.deleteMany(ofAircraft);
  return { tracks: deletedCount, rows: counted?.rows ?? 0 };
}

/** position-store writes a document every second or so; to meet it so often in a row takes more than chance. */
const MAX_ATTEMPTS = 20;

/** Held against the revision as position-store does: what was changed meanwhile is read again. */
async function eraseLatest(db: Db, icao24: string): Promise<Partial<Erasure>> {
  let latest = 0;
  for (let attempt = 1; ; attempt++) {
    const { changed, contended, unreadable } = await tryEraseLatest(db, icao24);
    latest += changed;
    if (contended === 0 || attempt === MAX_ATTEMPTS) return { latest, contended, unreadable };
  }
}

interface Attempt {
  readonly changed: number;
  readonly contended: number;
  readonly unreadable: number;
}

async function tryEraseLatest(db: Db, icao24: string): Promise<Attempt> {
  const collection = db.collection<{ _id: string; revision: number }>(COLLECTIONS.positionsLatest);
  const documents: unknown[] = await collection.find({ shard: latestShardOf(icao24) }).toArray();
  let [changed, contended, unreadable] = [0, 0, 0];
  for (const document of documents.filter(isJsonObject)) {
    const held = unpackReadable(document);
    const { _id, revision } = document;
    if (held === null || typeof _id !== 'string' || typeof revision !== 'number') unreadable += 1;
    else if (held.some((row) => row.icao24 === icao24)) {
      const others = groupByAircraft(held.filter((row) => row.icao24 !== icao24));
      const written =
        others.size === 0
          ? (await collection.deleteOne({ _id, revision })).deletedCount
          : (await collection.updateOne({ _id, revision }, { $set: { revision: revision + 1, ...packed(others) } }))
              .matchedCount;
      changed += written;
      contended += 1 - written;
    }
  }
  return { changed, contended, unreadable };
}
