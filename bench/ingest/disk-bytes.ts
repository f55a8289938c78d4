import type { Db } from 'mongodb';
import { isJsonObject } from '#contracts/read.ts';

export interface DiskBytes {
  /** In use: files less what is free in them for the next writes. */
  readonly used: number;
  /** The files of collections and indexes. */
  readonly files: number;
}

/** Bytes on disk of a database after everything is flushed. */
export async function diskBytesOf(db: Db): Promise<DiskBytes> {
  await db.admin().command({ fsync: 1 });
  let used = 0;
  let files = 0;
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    const [stats]: unknown[] = await db
      .collection(name)
      .aggregate([{ $collStats: { storageStats: {} } }])
      .toArray();
    const storage = isJsonObject(stats) && isJsonObject(stats['storageStats']) ? stats['storageStats'] : {};
    const of = (field: string): number => Number(storage[field] ?? 0);
    files += of('storageSize') + of('totalIndexSize');
    used += of('storageSize') - of('freeStorageSize') + of('totalIndexSize') - of('indexFreeStorageSize');
  }
  return { used, files };
}
