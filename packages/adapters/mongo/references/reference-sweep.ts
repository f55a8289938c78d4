import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { REFERENCE_RESOURCES, type ReferenceResource } from '#domain/schedules/reference-data.ts';
import { REFERENCE_COLLECTIONS } from './reference-document.ts';
import type { StoringRun } from './reference-store.ts';

/** The field of each resource's documents that holds the code it is asked for by. */
const CODE_FIELDS: Readonly<Record<ReferenceResource, string>> = {
  countries: 'country_code',
  cities: 'city_code',
  airports: 'airport_code',
  airlines: 'airline_id',
  aircraft: 'aircraft_code',
};

/** More at once were not given up by the source: something is wrong with the list. */
export const MOST_VANISHED_SHARE = 0.2;
const WRITES_AT_ONCE = 1000;

export interface Vanished {
  /** How many were marked; 0 where it was refused. */
  readonly marked: number;
  /** How many would have been marked, were they not too many; 0 otherwise. */
  readonly refused: number;
}

/** What is to be done when the lists of a run are read. */
export interface ReferenceSweep {
  /** Gives airports that have no zone that of their city, and follows where that changed. */
  fillZones(run: StoringRun): Promise<void>;
  /**
   * Marks what the run did not see, but for codes that `isUncertain`. Nothing is marked where that were more than a fifth
   * of what there is.
   */
  markVanished(resource: ReferenceResource, run: StoringRun, isUncertain: (code: string) => boolean): Promise<Vanished>;
  /** Documents that the run saw, and how many of them it made or changed. */
  totals(run: Pick<StoringRun, 'id' | 'startedAtMs'>): Promise<{ readonly stored: number; readonly changed: number }>;
}

export function createReferenceSweep(db: Db): ReferenceSweep {
  const collectionOf = (resource: ReferenceResource) => db.collection<{ _id: string }>(REFERENCE_COLLECTIONS[resource]);

  return {
    fillZones: (run) => fillZones(db, run),
    markVanished: async (resource, run, isUncertain) => {
      const collection = collectionOf(resource);
      const codeField = CODE_FIELDS[resource];
      const unseen: unknown[] = await collection
        .find({ seen_run: { $ne: run.id }, gone_at: null })
        .project({ [codeField]: 1 })
        .toArray();
      const ids = unseen.filter(isJsonObject).flatMap((document) => {
        return isUncertain(String(document[codeField])) ? [] : [String(document['_id'])];
      });
      const present = await collection.countDocuments({ gone_at: null });
      if (ids.length > MOST_VANISHED_SHARE * present) return { marked: 0, refused: ids.length };
      const goneAt = new Date(run.nowMs);
      for (let first = 0; first < ids.length; first += WRITES_AT_ONCE) {
        const some = ids.slice(first, first + WRITES_AT_ONCE);
        await collection.updateMany({ _id: { $in: some } }, { $set: { gone_at: goneAt, updated_at: goneAt } });
      }
      return { marked: ids.length, refused: 0 };
    },
    totals: async ({ id, startedAtMs }) => {
      const seen = { seen_run: id };
      const changed = { ...seen, updated_at: { $gte: new Date(startedAtMs) } };
      const counts = await Promise.all(
        REFERENCE_RESOURCES.map(async (resource) => ({
          stored: await collectionOf(resource).countDocuments(seen),
          changed: await collectionOf(resource).countDocuments(changed),
        })),
      );
      return {
        stored: counts.reduce((sum, { stored }) => sum + stored, 0),
        changed: counts.reduce((sum, one) => sum + one.changed, 0),
      };
    },
  };
}

/** An airport without a zone, or with that of a city. */
interface Zoneless {
  readonly id: string;
  readonly cityCode: string;
  readonly zone: unknown;
}

async function fillZones(db: Db, { nowMs }: StoringRun): Promise<void> {
  const airports = db.collection<{ _id: string }>(COLLECTIONS.airports);
  const zoneless = await readZoneless(db);
  const zones = await readCityZones(db, [...new Set(zoneless.map(({ cityCode }) => cityCode))]);
  const writes = zoneless.flatMap(({ id, cityCode, zone }) => {
    const cityZone = zones.get(cityCode);
    if (cityZone === undefined || cityZone === zone) return [];
    const set = { time_zone_id: cityZone, time_zone_from: 'city', updated_at: new Date(nowMs) };
    return [{ updateOne: { filter: { _id: id }, update: { $set: set } } }];
  });
  for (let first = 0; first < writes.length; first += WRITES_AT_ONCE) {
    await airports.bulkWrite(writes.slice(first, first + WRITES_AT_ONCE), { ordered: false });
  }
}

async function readZoneless(db: Db): Promise<Zoneless[]> {
  const documents: unknown[] = await db
    .collection(COLLECTIONS.airports)
    .find({ $or: [{ time_zone_id: null }, { time_zone_from: 'city' }] })
    .project({ city_code: 1, time_zone_id: 1 })
    .toArray();
  return documents.filter(isJsonObject).flatMap(({ _id: id, city_code: cityCode, time_zone_id: zone }) => {
    return typeof cityCode === 'string' ? [{ id: String(id), cityCode, zone }] : [];
  });
}

async function readCityZones(db: Db, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const cities: unknown[] = await db
    .collection<{ _id: string }>(COLLECTIONS.cities)
    .find({ _id: { $in: [...codes] }, time_zone_id: { $ne: null } })
    .project({ time_zone_id: 1 })
    .toArray();
  return new Map(cities.filter(isJsonObject).map((city) => [String(city['_id']), String(city['time_zone_id'])]));
}
