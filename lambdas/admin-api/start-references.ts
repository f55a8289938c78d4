import { ETL_LOCK_PREFIX } from '#adapters/mongo/etl/data-source-claim.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import type { StartReferences } from './references-route.ts';

/** Hands the event to reference-etl, which runs it by itself. */
export type StartEtl = (event: { readonly trigger: 'admin'; readonly runId: string }) => Promise<void>;

export interface ReferenceStarterPorts {
  /** The lock that a run holds, by name. */
  readonly leases: {
    acquire(name: string, holder: string, ttlMs: number): Promise<boolean>;
    release(name: string, holder: string): Promise<void>;
  };
  /** Id of the run that stopped and is gone on with; null where the next one begins anew. */
  readonly stoppedRunId: () => Promise<string | null>;
  readonly start: StartEtl;
  readonly newRunId: () => string;
  readonly source: DataSource;
}

/** As reference-etl's own run names it. */
export const REFERENCES_LOCK = `${ETL_LOCK_PREFIX}references`;
/** From here until the function has started; its own run then renews the lock under the same name. */
const HANDOVER_MS = 60_000;

/**
 * Starts an update of the reference data. The run's lock is taken here and left to the function, so that of two who ask at
 * the same time only one is told that it was started.
 */
export function createReferenceStarter(ports: ReferenceStarterPorts): StartReferences {
  return async () => {
    const runId = ports.newRunId();
    const holder = `${ports.source}/${runId}`;
    if (!(await ports.leases.acquire(REFERENCES_LOCK, holder, HANDOVER_MS))) return null;
    try {
      const stopped = await ports.stoppedRunId();
      await ports.start({ trigger: 'admin', runId });
      return stopped ?? runId;
    } catch (error) {
      await ports.leases.release(REFERENCES_LOCK, holder);
      throw error;
    }
  };
}
