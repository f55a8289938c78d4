import type { Db } from 'mongodb';
import { ETL_KINDS, type EtlRun } from '#contracts/etl-run.ts';
import { COLLECTIONS } from '#contracts/names.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import { readDataSource } from '../etl/data-source-claim.ts';
import { createEtlRunStore } from '../etl/etl-run-store.ts';
import { readCallsOfHour } from '../lufthansa/calls-of-hour.ts';

export interface ScheduleCounts {
  readonly countries: number;
  readonly cities: number;
  readonly airports: number;
  readonly airlines: number;
  readonly aircraftTypes: number;
  readonly flights: number;
}

/** What is stored of schedules and reference data, and how its loading does. */
export interface ScheduleStateReader {
  /** Null before the first run. */
  source(): Promise<DataSource | null>;
  /** As the database estimates them. */
  counts(): Promise<ScheduleCounts>;
  /** The newest run of each kind. */
  newestRuns(): Promise<readonly EtlRun[]>;
  /** Calls of the Lufthansa API in the last hour, on the database's clock; null before the first. */
  quota(): Promise<{ readonly used: number; readonly limit: number } | null>;
}

const READ_MS = 5000;

/** @param callsPerHour the limit that the calls are held to */
export function createScheduleStateReader(db: Db, callsPerHour: number): ScheduleStateReader {
  const runs = createEtlRunStore(db);
  const count = (name: string): Promise<number> => db.collection(name).estimatedDocumentCount({ maxTimeMS: READ_MS });
  return {
    source: () => readDataSource(db),
    counts: async () => {
      const [countries, cities, airports, airlines, aircraftTypes, flights] = await Promise.all([
        count(COLLECTIONS.countries),
        count(COLLECTIONS.cities),
        count(COLLECTIONS.airports),
        count(COLLECTIONS.airlines),
        count(COLLECTIONS.aircraftTypes),
        count(COLLECTIONS.flights),
      ]);
      return { countries, cities, airports, airlines, aircraftTypes, flights };
    },
    newestRuns: async () => {
      const newest = await Promise.all(ETL_KINDS.map((kind) => runs.newest({ kind, limit: 1 })));
      return newest.flat();
    },
    quota: async () => {
      const used = await readCallsOfHour(db);
      return used === null ? null : { used, limit: callsPerHour };
    },
  };
}
