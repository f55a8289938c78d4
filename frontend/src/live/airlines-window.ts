import type { AircraftStore } from './aircraft-store.ts';
import type { LiveSession, SessionState } from './live-session.ts';
import type { ServerTime } from './server-time.ts';

/** An aircraft as it is drawn now: degrees, CSS pixels from the window's top left, ages. */
export interface AirlinesPoint {
  readonly lat: number;
  readonly lon: number;
  readonly x: number;
  readonly y: number;
  readonly observedAtMs: number;
  readonly extrapolatedMs: number;
}

/** What the page shows to scripts and tests as `window.airlines`. Everything in it is a reading; nothing can be set. */
export interface Airlines {
  /** Aircraft that the page knows. */
  readonly held: number;
  /** Aircraft drawn within the visible part of the map; 0 until the map is there. */
  readonly drawn: number;
  readonly paused: boolean;
  readonly connection: SessionState['name'];
  positionOf(icao24: string): AirlinesPoint | null;
  /** Addresses of the aircraft held. */
  addresses(): string[];
  /** The server's clock as the page knows it, epoch ms. */
  serverTimeMs(): number;
  /** Main-thread time of the aircraft layer's last picture, ms: all of it, and the arithmetic alone. */
  readonly lastDrawMs: number;
  readonly lastPrepareMs: number;
  /** Pictures that the aircraft layer drew so far: stands still while motion is paused. */
  readonly drawnPictures: number;
}

declare global {
  interface Window {
    readonly airlines?: Airlines;
  }
}

/** Puts the readings on the window. `map` may come later: until it answers, nothing is drawn. */
export function exposeAirlines(parts: {
  readonly store: AircraftStore;
  readonly serverTime: ServerTime;
  readonly session: Pick<LiveSession, 'state'>;
  readonly map: () => {
    project(icao24: string): AirlinesPoint | null;
    origin(): { readonly x: number; readonly y: number };
    drawnCount(): number;
    drawing(): { readonly lastDrawMs: number; readonly lastPrepareMs: number; readonly drawnPictures: number };
  } | null;
  readonly isPaused: () => boolean;
}): void {
  const { store, serverTime, session } = parts;
  const airlines: Airlines = Object.freeze({
    get held() {
      return store.count;
    },
    get drawn() {
      return parts.map()?.drawnCount() ?? 0;
    },
    get paused() {
      return parts.isPaused();
    },
    get connection() {
      return session.state.name;
    },
    get lastDrawMs() {
      return parts.map()?.drawing().lastDrawMs ?? 0;
    },
    get lastPrepareMs() {
      return parts.map()?.drawing().lastPrepareMs ?? 0;
    },
    get drawnPictures() {
      return parts.map()?.drawing().drawnPictures ?? 0;
    },
    positionOf(icao24: string) {
      const map = parts.map();
      const point = map?.project(icao24) ?? null;
      if (map === null || point === null) return null;
      const origin = map.origin();
      return { ...point, x: point.x + origin.x, y: point.y + origin.y };
    },
    addresses: () => [...store.all()].map(({ icao24 }) => icao24),
    serverTimeMs: () => serverTime.nowMs(),
  });
  Object.defineProperty(window, 'airlines', { value: airlines, writable: false, configurable: false });
}
