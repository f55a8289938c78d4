import type { Db } from 'mongodb';
import { isJsonObject } from '#contracts/read.ts';

export interface DiskBytes {
  /** In use: files less what is free in them for the next writes. */
  readonly used: number;
  /** The files of collections and indexes. */
  readonly files: number;
  /** Used by each collection with its indexes. */
  readonly usedBy: ReadonlyMap<string, number>;
}

/** Bytes on disk of a database after everything is flushed. */
export async function diskBytesOf(db: Db): Promise<DiskBytes> {
  await db.admin().command({ fsync: 1 });
  let files = 0;
  const usedBy = new Map<string, number>();
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    const [stats]: unknown[] = await db
      .collection(name)
      .aggregate([{ $collStats: { storageStats: {} } }])
      .toArray();
    const storage = isJsonObject(stats) && isJsonObject(stats['storageStats']) ? stats['storageStats'] : {};
    const of = (field: string): number => Number(storage[field] ?? 0);
    files += of('storageSize') + of('totalIndexSize');
    usedBy.set(name, of('storageSize') - of('freeStorageSize') + of('totalIndexSize') - of('indexFreeStorageSize'));
  }
  const used = [...usedBy.values()].reduce((sum, bytes) => sum + bytes, 0);
  return { used, files, usedBy };
}
