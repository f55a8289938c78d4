import type { Db } from 'mongodb';
import { COLLECTIONS, SCHEDULE_COLLECTIONS } from '#contracts/names.ts';
import { DATA_SOURCES, type DataSource } from '#domain/schedules/data-source.ts';
import { MONGO_CODE, mongoErrorCode } from '../mongo-error.ts';

/** Sample data was to be loaded into a database that holds real data, or the other way round while samples are being loaded. */
export class DataSourceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DataSourceError';
  }
}

/** Names of the locks of all ETLs begin with this; the holders' names with their source. */
export const ETL_LOCK_PREFIX = 'etl/';
const SOURCE_ID = 'source';

interface SourceDocument {
  readonly _id: string;
  readonly source: DataSource;
  /** The source whose documents are being deleted for this one. */
  readonly clears?: DataSource | null;
}

const HOLDS_REAL_DATA =
  'the database holds data of the Lufthansa API; sample data is never mixed with it: take another database ' +
  '(--data) or begin anew (--reset), or set LUFTHANSA_CLIENT_ID and LUFTHANSA_CLIENT_SECRET';

/** Where the schedules and reference data of the database come from, null where nobody has loaded any yet. */
export async function readDataSource(db: Db): Promise<DataSource | null> {
  return (await readSource(db))?.source ?? null;
}

async function readSource(db: Db): Promise<Omit<SourceDocument, '_id'> | null> {
  const document = await db.collection<SourceDocument>(COLLECTIONS.etlState).findOne({ _id: SOURCE_ID });
  const known = (value: unknown): DataSource | null => DATA_SOURCES.find((source) => source === value) ?? null;
  const source = known(document?.source);
  return source === null ? null : { source, clears: known(document?.clears) };
}

/** Several claims at once undo each other at most for as long as samples are being loaded. */
const MOST_CLAIMS = 5;

/**
 * Makes the database one of that source, before anything is stored in it and by who holds an ETL's lock already. Real data
 * takes the place of samples, which are deleted; samples never take the place of real data.
 * @throws DataSourceError with the remedy
 */
export async function claimDataSource(db: Db, source: DataSource): Promise<void> {
  for (let claims = 0; claims < MOST_CLAIMS; claims += 1) {
    const held = (await readSource(db)) ?? (await claimFirst(db, source));
    if (held.source === source && held.clears == null) return;
    if (held.source === 'lufthansa' && source === 'sample') throw new DataSourceError(HOLDS_REAL_DATA);
    if (await takeFrom(db, held.clears ?? held.source, source)) return;
  }
  throw new DataSourceError('another run claims the database at the same time: try again');
}

/**
 * First the new source, then the locks, then the deletion: a run of the former source that begins now finds that it is not
 * wanted, and one that began before is seen by its lock. Killed in between, the next claim goes on with it.
 * @returns false where another claim undid this one
 */
async function takeFrom(db: Db, former: DataSource, source: DataSource): Promise<boolean> {
  const sources = db.collection<SourceDocument>(COLLECTIONS.etlState);
  const taken = { source, clears: former };
  await sources.updateOne({ _id: SOURCE_ID, source: former, clears: null }, { $set: taken });
  const loading = await loadingOf(db, former);
  if (loading !== null) {
    await sources.updateOne({ _id: SOURCE_ID, ...taken }, { $set: { source: former }, $unset: { clears: '' } });
    throw new DataSourceError(`data of the source ${former} is being loaded (${loading}): try again when that is done`);
  }
  await deleteOf(db, former, source);
  const { matchedCount } = await sources.updateOne({ _id: SOURCE_ID, ...taken }, { $unset: { clears: '' } });
  return matchedCount > 0;
}

/** @returns whose the database is then: of two at once the first wins */
async function claimFirst(db: Db, source: DataSource): Promise<Omit<SourceDocument, '_id'>> {
  try {
    await db.collection<SourceDocument>(COLLECTIONS.etlState).insertOne({ _id: SOURCE_ID, source });
    return { source };
  } catch (error) {
    if (mongoErrorCode(error) !== MONGO_CODE.duplicateKey) throw error;
    return (await readSource(db)) ?? { source };
  }
}

/** What a run of that source would still store, nobody would delete. @returns the name of its lock */
async function loadingOf(db: Db, source: DataSource): Promise<string | null> {
  const running = await db.collection<{ _id: string }>(COLLECTIONS.leases).findOne({
    _id: { $regex: `^${ETL_LOCK_PREFIX}` },
    holder: { $regex: `^${source}/` },
    $expr: { $gt: ['$expiresAt', '$$NOW'] },
  });
  return running?._id ?? null;
}

async function deleteOf(db: Db, source: DataSource, next: DataSource): Promise<void> {
  for (const name of SCHEDULE_COLLECTIONS) await db.collection(name).deleteMany({ source });
  // Replies, records kept aside and places belong to the source too: going on from them would mix the two. A run of the
  // next source may have begun, where two claimed at once.
  const isNotOfNext = { $ne: next };
  for (const name of [COLLECTIONS.etlRaw, COLLECTIONS.etlRejects]) {
    await db.collection(name).deleteMany({ source: isNotOfNext });
  }
  await db
    .collection<{ _id: string }>(COLLECTIONS.etlState)
    .deleteMany({ _id: { $ne: SOURCE_ID }, 'place.run.source': isNotOfNext });
}
