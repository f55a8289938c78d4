import { render } from 'preact';
import { App } from './ui/app.tsx';
import { browserAddress, browserStorage, mediaCell } from './ui/browser-surroundings.ts';
import { browserPresence } from './live/browser-presence.ts';
import { browserScheduler } from './live/scheduler.ts';
import { createAircraftStore } from './live/aircraft-store.ts';
import { createApiClient } from './api/client.ts';
import { createPage } from './state/page.ts';
import { feedIntervalMs } from './state/feed-interval.ts';
import { createServerTime } from './live/server-time.ts';
import { exposeAirlines } from './live/airlines-window.ts';
import { openBrowserSocket } from './live/socket.ts';
import './styles/page.css';
import type { Fetch } from './api/api-request.ts';

/** Composition root of the page: what is held, what feeds it, what shows it. */
function start(container: HTMLElement): void {
  const browserFetch: Fetch = (url, init) => fetch(url, init);
  const api = createApiClient(browserFetch);
  const serverTime = createServerTime(() => performance.now(), Date.now());
  const store = createAircraftStore({ serverTime, scheduler: browserScheduler });
  const page = createPage({
    api,
    fetch: browserFetch,
    store,
    serverTime,
    scheduler: browserScheduler,
    loadSession: async () => {
      const { createLiveSession } = await import('./live/live-session.ts');
      return (url) =>
        createLiveSession({
          url,
          openSocket: openBrowserSocket,
          fetchSnapshot: (target, signal) => api.snapshot(target, signal),
          store,
          serverTime,
          scheduler: browserScheduler,
          presence: browserPresence,
          random: Math.random,
          intervalOf: (feed) => feedIntervalMs(page.state.status.get().status, feed),
        });
    },
    createMap: async (frame) => (await import('./map/map-view.ts')).createMapView({ ...frame, store, serverTime }),
    loadTrack: (icao24, signal) => api.wholeTrack(icao24, signal),
    storage: browserStorage(),
    address: browserAddress,
    browserLanguages: navigator.languages,
    prefersDark: mediaCell('(prefers-color-scheme: dark)'),
    reducedMotion: mediaCell('(prefers-reduced-motion: reduce)'),
    isHidden: () => browserPresence.isHidden(),
    widthPx: window.innerWidth,
    random: Math.random,
  });
  exposeAirlines({
    store,
    serverTime,
    session: {
      get state() {
        return page.state.session.get();
      },
    },
    map: page.map.current,
    isPaused: () => page.state.paused.get(),
  });
  render(<App page={page} />, container);
}

const container = document.getElementById('app');
if (container === null) throw new Error('index.html has no #app');
start(container);
