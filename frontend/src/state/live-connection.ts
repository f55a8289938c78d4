import type { BoundingBox } from '#domain/geo.ts';
import { reconnectDelayMs } from '../live/reconnect-delay.ts';
import type { ApiClient } from '../api/client.ts';
import type { LiveSession } from '../live/live-session.ts';
import type { PageState } from './page-state.ts';
import type { Scheduler } from '../live/scheduler.ts';

/** Opens the live stream at an address. */
export type OpenSession = (websocketUrl: string) => LiveSession;

export interface LiveConnection {
  readonly retryNow: () => void;
  /** Rows and messages that broke the contract. */
  readonly rejected: () => number;
  readonly close: () => void;
}

export interface LiveConnectionOptions {
  readonly state: Pick<PageState, 'session' | 'watched' | 'pace' | 'box' | 'camera' | 'map'>;
  readonly api: Pick<ApiClient, 'runtimeConfig'>;
  /** Loads the live code, which comes beside the configuration rather than before the page's first picture. */
  readonly loadSession: () => Promise<OpenSession>;
  readonly scheduler: Scheduler;
  /** Uniform in 0 to 1. */
  readonly random: () => number;
}

/** Europe and around: what the table shows where the browser can draw no map. */
const WITHOUT_MAP: BoundingBox = [-30, 30, 50, 72];

/**
 * Reads where the live stream is, opens it and tells it what is in view. A configuration that can't be read is asked for
 * again with the same growing delays as a lost connection, and looks like one.
 */
export function startLiveConnection(options: LiveConnectionOptions): LiveConnection {
  const { state, scheduler } = options;
  const aborter = new AbortController();
  let session: LiveSession | null = null;
  let cancelRetry: () => void = () => undefined;

  function tellView(): void {
    const box = state.box.get() ?? (state.map.get() === 'failed' ? WITHOUT_MAP : null);
    if (box !== null) session?.setView(box, state.camera.get().zoom);
  }

  function show(opened: LiveSession): void {
    state.session.set(opened.state);
    opened.subscribe((next) => state.session.set(next));
    state.watched.set(opened.watched.get());
    opened.watched.subscribe((next) => state.watched.set(next));
    state.pace.set(opened.pace.get());
    opened.pace.subscribe((next) => state.pace.set(next));
  }

  async function start(attempt: number): Promise<void> {
    cancelRetry();
    state.session.set({ name: 'connecting' });
    try {
      const [{ websocketUrl }, openSession] = await Promise.all([
        options.api.runtimeConfig(aborter.signal),
        options.loadSession(),
      ]);
      if (aborter.signal.aborted) return;
      session = openSession(websocketUrl);
      show(session);
      tellView();
    } catch {
      if (aborter.signal.aborted) return;
      const delayMs = reconnectDelayMs(attempt, options.random);
      state.session.set({ name: 'reconnecting', retryAtMs: scheduler.nowMs() + delayMs, attempt: attempt + 1 });
      cancelRetry = scheduler.after(delayMs, () => void start(attempt + 1));
    }
  }

  const stops = [state.box.subscribe(tellView), state.map.subscribe(tellView)];
  void start(0);

  return {
    retryNow: () => {
      if (session !== null) session.retryNow();
      else if (state.session.get().name === 'reconnecting') void start(0);
    },
    rejected: () => session?.rejected ?? 0,
    close: () => {
      aborter.abort();
      cancelRetry();
      for (const stop of stops) stop();
      session?.close();
    },
  };
}
