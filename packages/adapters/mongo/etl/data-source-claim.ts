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
}

/** Where the schedules and reference data of the database come from, null where nobody has loaded any yet. */
export async function readDataSource(db: Db): Promise<DataSource | null> {
  const document = await db.collection<SourceDocument>(COLLECTIONS.etlState).findOne({ _id: SOURCE_ID });
  return DATA_SOURCES.find((source) => source === document?.source) ?? null;
}

/**
 * Makes the database one of that source, before anything is stored in it. Real data takes the place of samples, which are
 * deleted; samples never take the place of real data.
 * @throws DataSourceError with the remedy
 */
export async function claimDataSource(db: Db, source: DataSource): Promise<void> {
  const held = (await readDataSource(db)) ?? (await claimFirst(db, source));
  if (held === source) return;
  if (held === 'lufthansa') {
    throw new DataSourceError(
      'the database holds data of the Lufthansa API; sample data is never mixed with it: take another database ' +
        '(--data) or begin anew (--reset), or set LUFTHANSA_CLIENT_ID and LUFTHANSA_CLIENT_SECRET',
    );
  }
  await refuseWhileLoading(db, held);
  await deleteOf(db, held);
  await db.collection<SourceDocument>(COLLECTIONS.etlState).updateOne({ _id: SOURCE_ID }, { $set: { source } });
}

/** @returns whose the database is then: of two at once the first wins */
async function claimFirst(db: Db, source: DataSource): Promise<DataSource> {
  try {
    await db.collection<SourceDocument>(COLLECTIONS.etlState).insertOne({ _id: SOURCE_ID, source });
    return source;
  } catch (error) {
    if (mongoErrorCode(error) !== MONGO_CODE.duplicateKey) throw error;
    return (await readDataSource(db)) ?? source;
  }
}

/** What a run of the former source would still store, nobody would delete. */
async function refuseWhileLoading(db: Db, source: DataSource): Promise<void> {
  const running = await db.collection<{ _id: string }>(COLLECTIONS.leases).findOne({
    _id: { $regex: `^${ETL_LOCK_PREFIX}` },
    holder: { $regex: `^${source}/` },
    $expr: { $gt: ['$expiresAt', '$$NOW'] },
  });
  if (running === null) return;
  throw new DataSourceError(
    `data of the source ${source} is being loaded (${running._id}): try again when that is done`,
  );
}

async function deleteOf(db: Db, source: DataSource): Promise<void> {
  for (const name of SCHEDULE_COLLECTIONS) await db.collection(name).deleteMany({ source });
  // Raw replies and places belong to the source too: going on from them would mix the two.
  await db.collection(COLLECTIONS.etlRaw).deleteMany({});
  await db.collection<{ _id: string }>(COLLECTIONS.etlState).deleteMany({ _id: { $ne: SOURCE_ID } });
}
