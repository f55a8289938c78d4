import { startPeriodic, type Periodic } from './periodic.ts';
import type { ApiClient } from '../api/client.ts';
import type { MapNotice } from './map-notice.ts';
import type { PageState } from './page-state.ts';
import type { Scheduler } from '../live/scheduler.ts';
import type { ServerTime } from '../live/server-time.ts';

const ON_STATUS_PAGE_MS = 10_000;
/** The map asks rarely: for the banners, and to say why it is empty. */
const ON_MAP_MS = 60_000;
const WHILE_EMPTY_MS = 5000;
/** Notices of which the server can say no more. */
const SELF_MADE = new Set<MapNotice['kind']>(['loading', 'all-hidden']);

/** Reads `GET /api/status` as often as what is shown needs it. A hidden page doesn't ask. */
export function startStatusPoll(options: {
  readonly state: Pick<PageState, 'status' | 'route' | 'overview'>;
  readonly api: Pick<ApiClient, 'status'>;
  readonly serverTime: Pick<ServerTime, 'nowMs' | 'observe'>;
  readonly scheduler: Scheduler;
  readonly isHidden: () => boolean;
}): Periodic {
  const { state, api, serverTime, scheduler } = options;

  async function read(signal: AbortSignal): Promise<void> {
    if (options.isHidden()) return;
    try {
      const status = await api.status(signal);
      serverTime.observe(status.nowMs);
      state.status.set({ state: 'ready', status, readAtMs: serverTime.nowMs() });
    } catch {
      if (!signal.aborted) state.status.set({ ...state.status.get(), state: 'failed' });
    }
  }

  function everyMs(): number {
    if (state.route.get() === 'status') return ON_STATUS_PAGE_MS;
    const { summary, notice } = state.overview.get();
    if (notice?.kind === 'all-hidden') return ON_MAP_MS;
    return summary.inView === 0 || notice !== null ? WHILE_EMPTY_MS : ON_MAP_MS;
  }

  const periodic = startPeriodic(scheduler, everyMs, read);
  const stops = [
    state.route.subscribe(periodic.now),
    // The first notice after a quiet time asks at once instead of waiting out the minute.
    state.overview.subscribe(({ notice }) => {
      const isNew = notice !== null && !SELF_MADE.has(notice.kind) && lastNotice === null;
      lastNotice = notice;
      if (isNew) periodic.now();
    }),
  ];
  let lastNotice = state.overview.get().notice;

  return {
    now: periodic.now,
    stop: () => {
      periodic.stop();
      for (const stop of stops) stop();
    },
  };
}
