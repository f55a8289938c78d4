import type { DecodedSnapshot } from '#contracts/column-snapshot.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import type { Scheduler } from './scheduler.ts';

/** Fetches snapshots until one holds everything that was published before a moment. */
export interface SnapshotLoading {
  /** Sees to a snapshot that is as of later than this, epoch ms of the server; at once unless the last one is fresh. */
  want(laterThanMs: number): void;
  close(): void;
}

export interface SnapshotLoadingOptions {
  readonly fetchSnapshot: (signal: AbortSignal) => Promise<DecodedSnapshot>;
  readonly scheduler: Scheduler;
  /** Uniform in 0 to 1. */
  readonly random: () => number;
  /** A snapshot came; `isUpToDate` says whether it is as of later than what was wanted. */
  readonly came: (snapshot: DecodedSnapshot, isUpToDate: boolean) => void;
  /** None could be had just now; it goes on trying. */
  readonly missed: () => void;
}

/** Snapshots that lag behind are taken so often, then the last of them has to do: the store may stand still. */
const MOST_LAGGING = 5;
const LAGGING_EVERY_MS = 1000;
const ANOTHER_AFTER_MS = 10_000;

/** A fetch that fails is repeated for as long as this is open, with the growing, jittered delays of a lost connection. */
export function createSnapshotLoading(options: SnapshotLoadingOptions): SnapshotLoading {
  const { scheduler } = options;
  const aborter = new AbortController();
  let wantedMs = -Infinity;
  let settledAtMs = -Infinity;
  let isBusy = false;
  let cancelNext: () => void = () => undefined;

  async function load(lagging: number, failures: number): Promise<void> {
    const snapshot = await options.fetchSnapshot(aborter.signal).catch(() => null);
    if (aborter.signal.aborted) return;
    if (snapshot === null) {
      loadAfter(reconnectDelayMs(failures, options.random), lagging, failures + 1);
      options.missed();
      return;
    }
    const isUpToDate = snapshot.asOfMs > wantedMs;
    if (isUpToDate || lagging + 1 === MOST_LAGGING) {
      isBusy = false;
      settledAtMs = scheduler.nowMs();
    } else {
      loadAfter(LAGGING_EVERY_MS, lagging + 1, 0);
    }
    options.came(snapshot, isUpToDate);
  }

  function loadAfter(delayMs: number, lagging: number, failures: number): void {
    cancelNext = scheduler.after(delayMs, () => void load(lagging, failures));
  }

  return {
    want(laterThanMs) {
      wantedMs = Math.max(wantedMs, laterThanMs);
      if (isBusy || aborter.signal.aborted) return;
      isBusy = true;
      const waitMs = settledAtMs + ANOTHER_AFTER_MS - scheduler.nowMs();
      if (waitMs > 0) loadAfter(waitMs, 0, 0);
      else void load(0, 0);
    },
    close() {
      aborter.abort();
      cancelNext();
    },
  };
}
