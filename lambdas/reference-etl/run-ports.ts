import type { Db } from 'mongodb';
import type { RunContext } from '#adapters/etl/etl-work.ts';
import { createEtlRaw } from '#adapters/mongo/etl/etl-raw.ts';
import { createReferenceCodes } from '#adapters/mongo/references/reference-codes.ts';
import { createReferenceStore, type StoringRun } from '#adapters/mongo/references/reference-store.ts';
import { createReferenceSweep } from '#adapters/mongo/references/reference-sweep.ts';
import { zoneOfPosition } from '#adapters/time-zones/zone-of-position.ts';
import { AIRPORTS } from '#domain/airports.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import type { LoadPorts } from './load-references.ts';

export interface RunPortsOptions {
  readonly db: Db;
  readonly source: DataSource;
  readonly clock: () => number;
  /** Whether the run stores what earlier answers say. */
  readonly isOfEarlier: boolean;
}

/** What a run needs of the database: everything it stores is marked as its own. */
export function createRunPorts(
  { db, source, clock, isOfEarlier }: RunPortsOptions,
  { id, startedAtMs }: Pick<RunContext, 'id' | 'startedAtMs'>,
): Omit<LoadPorts, 'api'> {
  const store = createReferenceStore(db, zoneOfPosition);
  const sweep = createReferenceSweep(db);
  const run = (): StoringRun => ({ id, source, startedAtMs, nowMs: clock(), isOfEarlier });
  return {
    clock,
    raw: createEtlRaw(db, source),
    codes: createReferenceCodes(db),
    worldAirports: AIRPORTS.map(({ iata }) => iata),
    put: (resource, records, reply) => store.put(resource, records, { ...run(), reply }),
    sweep: {
      fillZones: () => sweep.fillZones(run()),
      markVanished: (resource, isUncertain) => sweep.markVanished(resource, run(), isUncertain),
      totals: () => sweep.totals(run()),
    },
  };
}
