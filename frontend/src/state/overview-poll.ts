import { decideBanners } from './banner.ts';
import { decideNotice } from './map-notice.ts';
import { startPeriodic, type Periodic } from './periodic.ts';
import { summariseView } from './view-summary.ts';
import type { AircraftStore } from '../live/aircraft-store.ts';
import type { PageState } from './page-state.ts';
import type { Scheduler } from '../live/scheduler.ts';
import type { ServerTime } from '../live/server-time.ts';

const EVERY_MS = 1000;

/** Renews the overview once a second, and at once when the session or the status changed. */
export function startOverview(options: {
  readonly state: Pick<PageState, 'overview' | 'box' | 'session' | 'status' | 'shown'>;
  readonly store: Pick<AircraftStore, 'all'>;
  readonly serverTime: Pick<ServerTime, 'nowMs'>;
  readonly scheduler: Scheduler;
}): Periodic {
  const { state, store, serverTime, scheduler } = options;
  let wasLive = false;
  let retrying = false;

  function renew(): void {
    const session = state.session.get();
    wasLive ||= session.name === 'live';
    if (session.name === 'reconnecting' || session.name === 'offline') retrying = true;
    else if (session.name === 'live' || session.name === 'hidden') retrying = false;
    const summary = summariseView(store.all(), state.box.get(), state.shown.get());
    const { status } = state.status.get();
    const nowMs = serverTime.nowMs();
    const monotonicMs = scheduler.nowMs();
    state.overview.set({
      summary,
      notice: decideNotice({ session, wasLive, retrying, summary, status, nowMs, monotonicMs }),
      banners: decideBanners(summary, status),
      nowMs,
    });
  }

  const periodic = startPeriodic(scheduler, () => EVERY_MS, renew);
  const stops = [state.session.subscribe(renew), state.status.subscribe(renew), state.shown.subscribe(renew)];
  return {
    now: periodic.now,
    stop: () => {
      periodic.stop();
      for (const stop of stops) stop();
    },
  };
}
