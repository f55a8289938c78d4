import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { routeDayText, type RouteDay } from '#domain/schedules/route-day.ts';

/** When days of routes were last fetched: what schedules the next run should fetch follows from it. */
export interface FetchedDays {
  /**
   * When, epoch ms, by `routeDayText`; days before the given one are forgotten.
   * @param today local date, `2026-11-30`
   */
  read(today: string): Promise<ReadonlyMap<string, number>>;
  mark(routeDay: RouteDay, atMs: number): Promise<void>;
}

/** In `etl_state`, and so of the source that the database is of: it is deleted with the flights of another. */
const FETCHED_ID = 'fetched-days';
/** Beyond this, which only a far larger plan than ours would reach, the days fetched longest ago count as never fetched. */
const MOST_DAYS = 5000;

interface FetchedDocument {
  readonly _id: string;
  readonly days: Readonly<Record<string, Date>>;
}

export function createFetchedDays(db: Db): FetchedDays {
  const states = db.collection<FetchedDocument>(COLLECTIONS.etlState);
  return {
    read: async (today) => {
      const document: unknown = await states.findOne({ _id: FETCHED_ID });
      const all = [...toDays(document)];
      const current = all
        .filter(([key]) => dateOf(key) >= today)
        .sort(([, a], [, b]) => b - a)
        .slice(0, MOST_DAYS);
      if (current.length < all.length) {
        const days = Object.fromEntries(current.map(([key, atMs]) => [key, new Date(atMs)]));
        await states.updateOne({ _id: FETCHED_ID }, { $set: { days } });
      }
      return new Map(current);
    },
    mark: async (routeDay, atMs) => {
      const field = `days.${routeDayText(routeDay)}`;
      await states.updateOne({ _id: FETCHED_ID }, { $max: { [field]: new Date(atMs) } }, { upsert: true });
    },
  };
}

/** Entries that can't be read are left out. */
function toDays(document: unknown): ReadonlyMap<string, number> {
  const days = isJsonObject(document) ? document['days'] : null;
  if (!isJsonObject(days)) return new Map();
  return new Map(
    Object.entries(days).flatMap(([key, at]) => (at instanceof Date ? [[key, at.getTime()] as const] : [])),
  );
}

const dateOf = (key: string): string => key.slice(key.indexOf('/') + 1);
