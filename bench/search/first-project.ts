import { performance } from 'node:perf_hooks';
import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import type { RouteUsed } from './timetable.ts';

export interface FirstProjectFigures {
  readonly flights: number;
  readonly searches: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
}

export interface FirstProjectOptions {
  readonly flights: number;
  readonly searches: number;
  readonly concurrency: number;
  readonly wanted: readonly (RouteUsed & { readonly date: string })[];
}

const COLLECTION = 'flights_of_the_first_project';

/**
 * The first project's way to search: the fields of the source's own nested documents, the date as the begin of a text, no
 * index, whole documents; on a part of the flights, because all of them would take a minute a search.
 */
export async function measureFirstProject(db: Db, options: FirstProjectOptions): Promise<FirstProjectFigures> {
  const { flights, searches, concurrency, wanted } = options;
  await db
    .collection(COLLECTIONS.flights)
    .aggregate([{ $limit: flights }, { $project: { TotalJourney: 1, Flight: 1, insert_at: 1 } }, { $out: COLLECTION }])
    .toArray();
  const collection = db.collection(COLLECTION);
  const latenciesMs: number[] = [];
  let next = 0;
  const search = async (): Promise<void> => {
    while (next < searches) {
      const way = wanted[next % wanted.length];
      next += 1;
      if (way === undefined) return;
      const startedMs = performance.now();
      await collection
        .find({
          'Flight.Departure.AirportCode': way.origin,
          'Flight.Arrival.AirportCode': way.destination,
          'Flight.Departure.ScheduledTimeLocal.DateTime': { $regex: `^${way.date}` },
        })
        .toArray();
      latenciesMs.push(performance.now() - startedMs);
    }
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: concurrency }, search));
  const seconds = (performance.now() - startedMs) / 1000;
  await collection.drop();
  return { flights, searches, seconds, latenciesMs };
}
