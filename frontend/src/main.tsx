import { createApiClient } from './api/client.ts';
import { createAircraftStore } from './live/aircraft-store.ts';
import { exposeAirlines } from './live/airlines-window.ts';
import { browserPresence } from './live/browser-presence.ts';
import { createLiveSession } from './live/live-session.ts';
import { browserScheduler } from './live/scheduler.ts';
import { createServerTime } from './live/server-time.ts';
import { openBrowserSocket } from './live/socket.ts';
import { parseViewUrl } from './state/view-url.ts';
import './styles/page.css';

/** Composition root of the page: what is held, what feeds it, what shows it. */
async function start(): Promise<void> {
  const container = document.getElementById('app');
  if (container === null) throw new Error('index.html has no #app');
  const api = createApiClient((url, init) => fetch(url, init));
  const serverTime = createServerTime(() => performance.now(), Date.now());
  const store = createAircraftStore({ serverTime, scheduler: browserScheduler });
  const [{ websocketUrl }, { createMapView }] = await Promise.all([api.runtimeConfig(), import('./map/map-view.ts')]);
  const session = createLiveSession({
    url: websocketUrl,
    openSocket: openBrowserSocket,
    fetchSnapshot: (box, signal) => api.snapshot(box, signal),
    store,
    serverTime,
    scheduler: browserScheduler,
    presence: browserPresence,
    random: Math.random,
  });
  const map = createMapView({
    container,
    store,
    serverTime,
    loadTrack: (icao24, signal) => api.track(icao24, {}, signal),
    view: parseViewUrl(window.location.search).camera ?? { lat: 50, lon: 9, zoom: 4 },
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    language: navigator.language,
    reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
  map.onMove((view, box) => session.setView(box, view.zoom));
  session.setView(map.box(), map.view().zoom);
  map.onSelect((icao24) => map.select(icao24));
  exposeAirlines({ store, serverTime, session, map: () => map, isPaused: () => false });
}

void start();
