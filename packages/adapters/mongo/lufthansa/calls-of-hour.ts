import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';

const READ_MS = 5000;

/**
 * Calls of the Lufthansa API in the last hour on the database's clock, null before the first. Of the client id that called
 * most: a deployment has one, and a few while it is changed.
 */
export async function readCallsOfHour(db: Db): Promise<number | null> {
  const hourAgo = { $dateSubtract: { startDate: '$$NOW', unit: 'hour', amount: 1 } };
  const times = {
    $reduce: { input: { $objectToArray: '$slots' }, initialValue: [], in: { $concatArrays: ['$$value', '$$this.v'] } },
  };
  const found: unknown[] = await db
    .collection<{ _id: string }>(COLLECTIONS.lufthansaAccess)
    .aggregate(
      [
        { $match: { _id: { $regex: '^quota/' } } },
        { $project: { used: { $size: { $filter: { input: times, cond: { $gt: ['$$this', hourAgo] } } } } } },
        { $group: { _id: null, used: { $max: '$used' } } },
      ],
      { maxTimeMS: READ_MS },
    )
    .toArray();
  const [most] = found;
  return isJsonObject(most) && typeof most['used'] === 'number' ? most['used'] : null;
}
