import type { DecodedSnapshot } from '#contracts/column-snapshot.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import type { Scheduler } from './scheduler.ts';
import type { SnapshotPart, SnapshotTarget } from './snapshot-part.ts';

/** Fetches the snapshots of what is subscribed, part by part, for as long as one connection lives. */
export interface AreaLoading {
  /**
   * Sees to a snapshot of each part that is as of later than this, epoch ms of the server. Parts that were shown before
   * stay as they are: the frames have kept them up to date. What is no longer shown is not fetched on.
   */
  show(parts: readonly SnapshotPart[], laterThanMs: number): void;
  /** Sees to newer snapshots of all parts, each at most every ten seconds. */
  renew(laterThanMs: number): void;
  /** Whether a part can't be had just now; it goes on trying. */
  readonly isFailing: boolean;
  /** Whether every part is here. */
  readonly isDone: boolean;
  close(): void;
}

export interface AreaLoadingOptions {
  readonly fetchSnapshot: (target: SnapshotTarget, signal: AbortSignal) => Promise<DecodedSnapshot>;
  readonly scheduler: Scheduler;
  /** Uniform in 0 to 1. */
  readonly random: () => number;
  /** A snapshot came; `isUpToDate` says whether it is as of later than what was wanted. */
  readonly came: (part: SnapshotPart, snapshot: DecodedSnapshot, isUpToDate: boolean) => void;
  /** One could not be had just now. */
  readonly missed: () => void;
}

/** Fetches at a time: what a browser opens to one server over HTTP/1.1. */
const MOST_AT_A_TIME = 6;
/** Snapshots that lag behind are taken so often, then the last of them has to do: the store may stand still. */
const MOST_LAGGING = 5;
const LAGGING_EVERY_MS = 1000;
const ANOTHER_AFTER_MS = 10_000;

/** `ready`: waits for a free place; `resting`: waits for its time; `done`: here, or as good as it gets. */
interface Loading {
  part: SnapshotPart;
  state: 'ready' | 'fetching' | 'resting' | 'done';
  wantedMs: number;
  settledAtMs: number;
  lagging: number;
  failures: number;
  readonly aborter: AbortController;
  cancelRest: () => void;
}

/** The nearest first, each repeated for itself: one that fails or lags behind holds up no other. */
export function createAreaLoading(options: AreaLoadingOptions): AreaLoading {
  const { scheduler } = options;
  const loadings = new Map<string, Loading>();
  let fetching = 0;

  function want(loading: Loading, laterThanMs: number): void {
    loading.wantedMs = Math.max(loading.wantedMs, laterThanMs);
    if (loading.state !== 'done') return;
    loading.lagging = 0;
    loading.failures = 0;
    rest(loading, Math.max(0, loading.settledAtMs + ANOTHER_AFTER_MS - scheduler.nowMs()));
  }

  function rest(loading: Loading, delayMs: number): void {
    if (delayMs === 0) {
      loading.state = 'ready';
      return;
    }
    loading.state = 'resting';
    loading.cancelRest = scheduler.after(delayMs, () => {
      loading.state = 'ready';
      fetchNext();
    });
  }

  function fetchNext(): void {
    while (fetching < MOST_AT_A_TIME) {
      const next = nearestReady(loadings.values());
      if (next === null) return;
      next.state = 'fetching';
      fetching += 1;
      void fetchOne(next);
    }
  }

  async function fetchOne(loading: Loading): Promise<void> {
    const { part, aborter } = loading;
    const snapshot = await options.fetchSnapshot(part.target, aborter.signal).catch(() => null);
    fetching -= 1;
    if (!aborter.signal.aborted) {
      if (snapshot === null) miss(loading);
      else take(loading, snapshot);
    }
    fetchNext();
  }

  function miss(loading: Loading): void {
    rest(loading, reconnectDelayMs(loading.failures, options.random));
    loading.failures += 1;
    options.missed();
  }

  function take(loading: Loading, snapshot: DecodedSnapshot): void {
    const isUpToDate = snapshot.asOfMs > loading.wantedMs;
    loading.failures = 0;
    loading.lagging += 1;
    if (isUpToDate || loading.lagging >= MOST_LAGGING) {
      loading.state = 'done';
      loading.settledAtMs = scheduler.nowMs();
    } else {
      rest(loading, LAGGING_EVERY_MS);
    }
    options.came(loading.part, snapshot, isUpToDate);
  }

  function drop(key: string, loading: Loading): void {
    loading.aborter.abort();
    loading.cancelRest();
    loadings.delete(key);
  }

  return {
    show(parts, laterThanMs) {
      const keys = new Set(parts.map(({ key }) => key));
      for (const [key, loading] of loadings) if (!keys.has(key)) drop(key, loading);
      for (const part of parts) {
        const known = loadings.get(part.key);
        if (known === undefined) loadings.set(part.key, newLoading(part, laterThanMs));
        else known.part = part;
      }
      fetchNext();
    },
    renew(laterThanMs) {
      for (const loading of loadings.values()) want(loading, laterThanMs);
      fetchNext();
    },
    get isFailing() {
      return [...loadings.values()].some(({ failures }) => failures > 0);
    },
    get isDone() {
      return [...loadings.values()].every(({ state }) => state === 'done');
    },
    close() {
      for (const [key, loading] of loadings) drop(key, loading);
    },
  };
}

function newLoading(part: SnapshotPart, wantedMs: number): Loading {
  return {
    part,
    state: 'ready',
    wantedMs,
    settledAtMs: -Infinity,
    lagging: 0,
    failures: 0,
    aborter: new AbortController(),
    cancelRest: () => undefined,
  };
}

function nearestReady(loadings: Iterable<Loading>): Loading | null {
  let nearest: Loading | null = null;
  for (const loading of loadings) {
    if (loading.state !== 'ready') continue;
    if (nearest === null || loading.part.distance < nearest.part.distance) nearest = loading;
  }
  return nearest;
}
