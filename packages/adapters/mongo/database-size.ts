import type { Db } from 'mongodb';
import { isJsonObject } from '#contracts/read.ts';

/**
 * Bytes of all documents, uncompressed, and of all indexes: what Atlas counts against the quota of a shared tier, and on a
 * dedicated one never less than the disk that they take.
 * @returns null where the server doesn't say
 */
export async function readDatabaseBytes(db: Db): Promise<number | null> {
  const stats: unknown = await db.command({ dbStats: 1 });
  const { dataSize, indexSize } = isJsonObject(stats) ? stats : {};
  return typeof dataSize === 'number' && typeof indexSize === 'number' ? dataSize + indexSize : null;
}
