import type { Db } from 'mongodb';
import type { LufthansaApi } from '../lufthansa/lufthansa-api.ts';
import type { LufthansaConfig } from '../lufthansa/lufthansa-config.ts';
import { claimDataSource } from '../mongo/etl/data-source-claim.ts';
import { createEtlRaw, type EtlRaw } from '../mongo/etl/etl-raw.ts';
import { createEtlRejects, type EtlRejects } from '../mongo/etl/etl-rejects.ts';
import { createEtlRunStore, type EtlRunStore } from '../mongo/etl/etl-run-store.ts';
import { createEtlState, type EtlState } from '../mongo/etl/etl-state.ts';
import { readCallsOfHour } from '../mongo/lufthansa/calls-of-hour.ts';
import { createLeaseStore, type LeaseStore } from '../mongo/lease-store.ts';
import { createZoneDirectory, type ZoneDirectory } from '../mongo/references/zone-directory.ts';
import type { Clock } from '../observability/clock.ts';
import type { Logger } from '../observability/logger.ts';
import { connectLufthansa } from './connect-lufthansa.ts';
import type { EtlPorts } from './etl-work.ts';

export interface EtlPortsOptions {
  readonly db: Db;
  readonly lufthansa: LufthansaConfig;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What all functions that load from the Lufthansa API use. */
export interface CommonEtlPorts extends EtlPorts {
  readonly api: LufthansaApi;
  readonly leases: LeaseStore;
  readonly runs: EtlRunStore;
  readonly state: EtlState;
  readonly rejects: EtlRejects;
  readonly raw: EtlRaw;
  readonly zones: ZoneDirectory;
  /** Calls of the last hour, by whomever, and how many it allows; null before the first. */
  readonly quota: () => Promise<{ readonly used: number; readonly limit: number } | null>;
}

/** @throws ContractError where the limits of calls make no sense */
export function createEtlPorts({ db, lufthansa, clock, logger }: EtlPortsOptions): CommonEtlPorts {
  const api = connectLufthansa(lufthansa, { db, log: logger, clock });
  return {
    api,
    calls: () => api.calls(),
    leases: createLeaseStore(db),
    runs: createEtlRunStore(db),
    state: createEtlState(db),
    rejects: createEtlRejects(db, lufthansa.source),
    raw: createEtlRaw(db, lufthansa.source),
    zones: createZoneDirectory(db),
    quota: async () => {
      const used = await readCallsOfHour(db);
      return used === null ? null : { used, limit: lufthansa.callsPerHour };
    },
    claimSource: (source) => claimDataSource(db, source),
    clock,
    logger,
  };
}
