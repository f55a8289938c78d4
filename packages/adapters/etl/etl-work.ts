import type { EtlKind, EtlRun, EtlState as RunState } from '#contracts/etl-run.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import type { RejectedRecord } from '../lufthansa/lufthansa-api.ts';
import type { Clock } from '../observability/clock.ts';
import type { Logger } from '../observability/logger.ts';
import type { RunAccount } from './run-account.ts';
import type { Leases, LockOptions } from './run-exclusively.ts';

/** What every ETL needs of its database; see mongo/{lease-store,etl-run-store,etl-state,etl-rejects,data-source-claim}.ts. */
export interface EtlPorts {
  readonly leases: Leases;
  readonly runs: {
    put(run: EtlRun): Promise<void>;
    endAbandoned(kind: EtlKind, nowMs: number): Promise<number>;
  };
  readonly state: {
    read(kind: EtlKind): Promise<unknown>;
    write(kind: EtlKind, place: unknown, nowMs: number): Promise<void>;
    clear(kind: EtlKind): Promise<void>;
  };
  readonly rejects: { add(run: string, records: readonly RejectedRecord[], nowMs: number): Promise<void> };
  readonly claimSource: (source: DataSource) => Promise<void>;
  /** Calls of the API since its client was made. */
  readonly calls: () => number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Between two renewals of the lock. @default a timer */
  readonly sleep?: LockOptions['sleep'];
}

export interface EtlRequest {
  readonly kind: EtlKind;
  readonly source: DataSource;
  readonly trigger: EtlRun['trigger'];
  /** Of the run, where it begins anew. */
  readonly runId: string;
  /** Only goes on with a run that stopped; does nothing where there is none. */
  readonly resumeOnly: boolean;
  /** Begins anew even where a place is kept, which is forgotten. @default false */
  readonly anew?: boolean;
  /** Whether a place that is kept is worth going on from; otherwise the run begins anew. @default any place is */
  readonly goesOnFrom?: (place: unknown) => boolean;
  readonly signal: AbortSignal;
  /** Told at most twice a second. */
  readonly onProgress?: (run: EtlRun) => void;
}

/** A run while it works. */
export interface RunContext {
  readonly id: string;
  readonly startedAtMs: number;
  /** Where the run stopped before, as `savePlace` was given it; null where it begins. */
  readonly place: unknown;
  readonly account: RunAccount;
  /** Aborts with the request's, and where the lock is lost. */
  readonly signal: AbortSignal;
  /** Keeps the place together with the counts as they are now: the next run goes on from here. The last call wins. */
  readonly savePlace: (place: unknown) => Promise<void>;
  /** Writes the progress, at most twice a second. Cheap to call. */
  readonly report: () => Promise<void>;
  /** Counts records by their reasons, at once, and keeps them. */
  readonly reject: (records: readonly RejectedRecord[]) => Promise<void>;
}

/** `incomplete` keeps the place that was saved last, `complete` forgets it. */
export interface WorkOutcome {
  readonly state: Extract<RunState, 'complete' | 'incomplete'>;
  readonly remaining: readonly string[];
  readonly problem: string | null;
}
