import type { Context } from 'aws-lambda';
import type { EtlRun } from '#contracts/etl-run.ts';
import type { Clock } from '../observability/clock.ts';
import type { Logger } from '../observability/logger.ts';
import type { EtlOutcome } from './run-etl.ts';

/** What of the invocation's context an ETL function needs. */
export type EtlContext = Pick<Context, 'getRemainingTimeInMillis'>;

/** An ETL function, and how a host that ends before its process does lets go of what it holds. */
export type EtlHandler = ((event: unknown, context: EtlContext) => Promise<EtlOutcome>) & {
  close(): Promise<void>;
};

/** What a host of an ETL function may set. */
export interface EtlDeps {
  readonly logger?: Logger;
  readonly clock?: Clock;
  /** Ends a run early; it is gone on with later. */
  readonly signal?: AbortSignal;
  /** Told how a run stands, at most twice a second. */
  readonly onProgress?: (run: EtlRun) => void;
}
