import type { Logger } from '#adapters/observability/logger.ts';

/** What of a lease store is needed: see adapters/mongo/lease-store.ts. */
export interface Leases {
  acquire(name: string, holder: string, ttlMs: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

export interface LeaseOptions {
  readonly leases: Leases;
  readonly name: string;
  readonly holder: string;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: Logger;
}

/** A holder that was killed is succeeded after this. */
export const LEASE_MS = 6000;
const RENEW_EVERY_MS = 2000;
/** A start that can't reach the database begins without a lease after this. */
const UNREACHABLE_GRACE_MS = 15_000;

/**
 * Runs the work while this process holds the lease; a second process waits. Returns when the work ends or the signal
 * aborts, with the lease given back.
 *
 * The lease saves a feed from being read twice; it does not protect the data, which two producers can't hurt (a position
 * is known by its address and time). So when the database is away the work goes on for as long as that lasts, and a start
 * waits {@link UNREACHABLE_GRACE_MS} for it, no longer: the live map must not stop for it. When it is back, the first to
 * renew holds the lease, and another that was at work stops and waits.
 */
export async function holdLease(
  options: LeaseOptions,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  for (;;) {
    await waitForLease(options, signal);
    if (signal.aborted) return;
    const isDone = await workWhileHeld(options, signal, work);
    if (isDone) return;
    options.log.warn('lease lost to another producer; waiting');
  }
}

async function waitForLease(options: LeaseOptions, signal: AbortSignal): Promise<void> {
  const { leases, name, holder, clock, sleep, log } = options;
  let unreachableSinceMs: number | null = null;
  let wasHeld = false;
  while (!signal.aborted) {
    try {
      if (await leases.acquire(name, holder, LEASE_MS)) return;
      unreachableSinceMs = null;
      if (!wasHeld) log.info('another producer holds the lease of this feed; waiting', { lease: name });
      wasHeld = true;
    } catch (error) {
      if (unreachableSinceMs === null) log.warn('database unreachable, no lease yet', { lease: name, error });
      unreachableSinceMs ??= clock();
      if (clock() - unreachableSinceMs >= UNREACHABLE_GRACE_MS) {
        log.warn('starting without a lease', { lease: name });
        return;
      }
    }
    await sleep(RENEW_EVERY_MS, signal);
  }
}

/** @returns whether the work is done; false when the lease was lost */
async function workWhileHeld(
  { leases, name, holder, sleep, log }: LeaseOptions,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const stopped = new AbortController();
  const finished = new AbortController();
  const working = work(AbortSignal.any([signal, stopped.signal])).finally(() => finished.abort());
  // Awaited below; here only kept from counting as unhandled while the lease is renewed.
  working.catch(() => undefined);
  let isReachable = true;
  const isFinished = (): boolean => finished.signal.aborted;
  while (!isFinished() && !stopped.signal.aborted) {
    await sleep(RENEW_EVERY_MS, finished.signal);
    if (isFinished()) break;
    try {
      if (!(await leases.acquire(name, holder, LEASE_MS))) stopped.abort();
      if (!isReachable) log.info('database is back');
      isReachable = true;
    } catch (error) {
      if (isReachable) log.warn('database unreachable, going on without renewing the lease', { lease: name, error });
      isReachable = false;
    }
  }
  await working;
  if (stopped.signal.aborted && !signal.aborted) return false;
  await leases
    .release(name, holder)
    .catch((error: unknown) => log.warn('lease not given back', { lease: name, error }));
  return true;
}
