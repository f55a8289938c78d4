import { setTimeout as delay } from 'node:timers/promises';
import { ETL_LOCK_PREFIX } from '../mongo/etl/data-source-claim.ts';
import type { Logger } from '../observability/logger.ts';

/** What of a lease store is needed: see mongo/lease-store.ts. */
export interface Leases {
  acquire(name: string, holder: string, ttlMs: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

export interface LockOptions {
  readonly leases: Leases;
  /** What may run only once at a time, e.g. the kind of an ETL. */
  readonly name: string;
  /** Begins with the source of its data: see `claimDataSource`. */
  readonly holder: string;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /** Resolves early where the signal aborts. @default a timer */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

/** Why a run stopped that lost its lock. */
export const LOCK_LOST = 'its lock was lost to another run, which goes on instead';

/** After this the lock of a run that was killed is free. */
const LOCK_MS = 45_000;
/** Two renewals in a row may fail before the lock is lost. */
const RENEW_EVERY_MS = 12_000;

/** How a lock is held. */
export interface HeldLock {
  /** Aborts with the given one, and where the lock is lost. */
  readonly signal: AbortSignal;
  /** Whether another has the lock now, which happens only after the database was away for longer than a lock lasts. */
  readonly isLost: () => boolean;
}

/** Does the work while the lock is held and renewed. @returns null where another holds the lock */
export async function runExclusively<T>(
  options: LockOptions,
  work: (held: HeldLock) => Promise<T>,
): Promise<{ readonly result: T } | null> {
  const { leases, holder, signal, logger } = options;
  const name = `${ETL_LOCK_PREFIX}${options.name}`;
  if (!(await leases.acquire(name, holder, LOCK_MS))) return null;
  const done = new AbortController();
  const lost = new AbortController();
  const renewing = renew(options, name, { done: done.signal, lost });
  try {
    return {
      result: await work({ signal: AbortSignal.any([signal, lost.signal]), isLost: () => lost.signal.aborted }),
    };
  } finally {
    done.abort();
    await renewing;
    await leases.release(name, holder).catch((error: unknown) => logger.warn('lock not given back', { name, error }));
  }
}

async function renew(
  { leases, holder, logger, sleep = sleepUnlessAborted }: LockOptions,
  name: string,
  { done, lost }: { readonly done: AbortSignal; readonly lost: AbortController },
): Promise<void> {
  for (;;) {
    await sleep(RENEW_EVERY_MS, done);
    if (done.aborted) return;
    try {
      if (await leases.acquire(name, holder, LOCK_MS)) continue;
      logger.warn('lock lost to another run', { name });
      lost.abort(new Error(LOCK_LOST));
      return;
    } catch (error) {
      logger.warn('lock not renewed', { name, error });
    }
  }
}

async function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
