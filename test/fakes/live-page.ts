import type { PositionKind } from '#domain/position.ts';
import { createAircraftStore } from '../../frontend/src/live/aircraft-store.ts';
import { createLiveSession, type SessionState } from '../../frontend/src/live/live-session.ts';
import { createServerTime } from '../../frontend/src/live/server-time.ts';
import { createFakeLiveServer, positionOf } from './fake-live-server.ts';
import { createManualScheduler } from './manual-scheduler.ts';

const NOON = 1_732_449_600_000;

/** The live part of the page with a server in memory, on a clock that only the test moves. */
export function setUpLivePage({
  storeLagMs = 0,
  browserErrorMs = 0,
  speaksTiles = true,
  random = (): number => 0.5,
} = {}) {
  const scheduler = createManualScheduler();
  const serverMs = (): number => NOON + scheduler.nowMs();
  const server = createFakeLiveServer({ nowMs: serverMs, storeLagMs, speaksTiles });
  const serverTime = createServerTime(() => scheduler.nowMs(), NOON + browserErrorMs);
  const store = createAircraftStore({ serverTime, scheduler });
  const presence = {
    hidden: false,
    online: true,
    idleMs: 0,
    budgetBytesPerS: null as number | null,
    changed: (): void => undefined,
  };
  const session = createLiveSession({
    url: 'ws://example.test/ws',
    openSocket: server.openSocket,
    fetchSnapshot: server.fetchSnapshot,
    store,
    serverTime,
    scheduler,
    presence: {
      isHidden: () => presence.hidden,
      isOnline: () => presence.online,
      idleMs: () => presence.idleMs,
      budgetBytesPerS: () => presence.budgetBytesPerS,
      subscribe(listener) {
        presence.changed = listener;
        return () => undefined;
      },
    },
    random,
  });
  const states: SessionState['name'][] = [session.state.name];
  session.subscribe((state) => states.push(state.name));
  const publish = (icao24: string, kind: PositionKind = 'live'): void =>
    server.publish(positionOf(icao24, { observedAtMs: serverMs() - 200, receivedAtMs: serverMs(), kind }));
  return { scheduler, server, serverTime, serverMs, store, session, states, presence, publish };
}
