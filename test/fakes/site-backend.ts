import { WebSocketServer, type WebSocket } from 'ws';
import { systemClock } from '#adapters/observability/clock.ts';
import type { FeedStatus } from '#contracts/feed-status.ts';
import { encodePositionFrames } from '#contracts/live-frame.ts';
import {
  encodeIdentityFrames,
  encodePong,
  encodeRemovedFrames,
  encodeSubscribed,
  parseClientMessage,
} from '#contracts/live-messages.ts';
import { containsPoint, type BoundingBox } from '#domain/geo.ts';
import type { Observation } from '#domain/observation.ts';
import type { Position, PositionKind } from '#domain/position.ts';
import { createSimulatedFleet, observeSimulated } from '#domain/simulated-fleet.ts';
import { createApp } from '../../lambdas/http-api/app.ts';
import { answerEvent } from '../../lambdas/http-api/answers/payload.ts';
import { startHttpGateway } from '../../local/http-gateway.ts';
import {
  createFakeFeeds,
  createFakeStore,
  createFakeStoreState,
  type FakeFeeds,
  type FakeStore,
} from './http-api-ports.ts';
import { createFakeSchedules, type FakeSchedules } from './http-api-schedules.ts';
import { createRecordingLogger } from './recording-logger.ts';
import { aPosition as aCruisingAircraft } from '../fixtures/positions.ts';

/** The site with the real HTTP API and gateway over a sky in memory, which a test may change as it likes. */
export interface SiteBackend {
  readonly url: string;
  readonly store: FakeStore;
  readonly feeds: FakeFeeds;
  /** Schedules and reference data that the API answers with; none at first. */
  readonly schedules: FakeSchedules;
  /** Publishes to the store and to every viewer, as producer, store and broadcast do together. */
  publish(...positions: readonly Position[]): void;
  /** Tells viewers that aircraft are gone. */
  remove(...icao24s: readonly string[]): void;
  /** Publishes the simulated fleet now, and again every interval until it is stopped. */
  simulate(aircraft: number, kind?: PositionKind): () => void;
  /** While set, WebSocket connections are refused and those that there are end. */
  setSocketsRefused(refused: boolean): void;
  /** While set, the HTTP API fails. */
  setApiFailing(failing: boolean): void;
  readonly viewers: number;
  close(): Promise<void>;
}

const INTERVAL_MS = 5000;

export async function startSiteBackend(siteFolder: string): Promise<SiteBackend> {
  const clock = systemClock;
  const store = createFakeStore();
  const feeds = createFakeFeeds();
  const schedules = createFakeSchedules();
  const logger = createRecordingLogger();
  const app = createApp({
    positions: store,
    feeds,
    store: createFakeStoreState(),
    schedules,
    nodeVersion: process.versions.node,
    clock,
    logger,
    isUnavailable: () => true,
    isForHost: () => false,
  });
  const sockets = new WebSocketServer({ noServer: true });
  const boxes = new Map<WebSocket, BoundingBox>();
  const timers = new Set<NodeJS.Timeout>();
  let refused = false;

  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const message = parseClientMessage(data.toString());
      if (message.action === 'ping') {
        socket.send(encodePong(message.t, clock()));
        return;
      }
      if (message.action === 'pace') return;
      boxes.set(socket, message.bbox);
      socket.send(encodeSubscribed(message.id, clock(), 'world', INTERVAL_MS));
    });
    socket.on('close', () => boxes.delete(socket));
  });

  const gateway = await startHttpGateway({
    api: (event) => answerEvent(app, event),
    siteFolder,
    logger,
    port: 0,
    websocket: {
      handleUpgrade(request, socket, head) {
        if (refused) socket.destroy();
        else sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
      },
    },
  });

  function publish(...positions: readonly Position[]): void {
    store.add(...positions);
    // The page asks until the store is as new as its subscription.
    store.asOfMs = clock() + INTERVAL_MS;
    for (const [socket, box] of boxes) {
      const inside = positions.filter((position) => containsPoint(box, position));
      for (const frame of encodePositionFrames(inside, clock(), 'world')) socket.send(frame);
      for (const frame of encodeIdentityFrames(inside)) socket.send(frame);
    }
  }

  return {
    url: gateway.url,
    store,
    feeds,
    schedules,
    publish,
    remove(...icao24s) {
      const rows = icao24s.map((icao24) => ({ icao24, reason: 'expired' as const }));
      for (const socket of boxes.keys()) for (const frame of encodeRemovedFrames(rows)) socket.send(frame);
    },
    simulate(aircraft, kind = 'simulated') {
      const fleet = createSimulatedFleet({ seed: 1, aircraft, countries: [] });
      const publishAll = (): void => {
        const nowMs = clock();
        const positions = fleet.map((one) => simulatedPosition(observeSimulated(one, nowMs), nowMs, kind));
        publish(...positions);
        feeds.statuses = [aFeed({ _id: 'simulator', kind, aircraft })];
      };
      publishAll();
      const timer = setInterval(publishAll, INTERVAL_MS);
      timers.add(timer);
      return () => clearInterval(timer);
    },
    setSocketsRefused(next) {
      refused = next;
      if (refused) for (const socket of sockets.clients) socket.terminate();
    },
    setApiFailing(failing) {
      store.failure = failing ? new Error('the database is away') : null;
    },
    get viewers() {
      return boxes.size;
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      for (const socket of sockets.clients) socket.terminate();
      await gateway.close();
    },
  };
}

function simulatedPosition(observation: Observation, nowMs: number, kind: PositionKind): Position {
  const { wantsPrivacy, lat, lon, ...said } = observation;
  if (lat === null || lon === null || wantsPrivacy) throw new Error('the simulator says where all of its aircraft are');
  return aPosition({ ...said, lat, lon, observedAtMs: nowMs, kind, feed: 'simulator' });
}

/** A position over Germany, now, with what is given. */
export function aPosition(given: Partial<Position>): Position {
  const nowMs = systemClock();
  return aCruisingAircraft({
    icao24: '3c6444',
    observedAtMs: nowMs,
    receivedAtMs: nowMs,
    lat: 50.1,
    lon: 8.6,
    altitudeM: 11_000,
    geoAltitudeM: null,
    groundSpeedMps: 230,
    trackDeg: 270,
    verticalRateMps: 0,
    ...given,
  });
}

/** A feed that delivers, with what is given. */
export function aFeed(given: Partial<FeedStatus>): FeedStatus {
  const nowMs = systemClock();
  return {
    _id: 'readsb',
    v: 1,
    source: 'readsb',
    kind: 'live',
    health: 'ok',
    reason: null,
    reportedAtMs: nowMs,
    writtenAtMs: nowMs,
    startedAtMs: nowMs - 3_600_000,
    lastGoodAtMs: nowMs,
    newestObservedAtMs: nowMs,
    clockOffsetMs: null,
    clockSuspect: false,
    capturedAtMs: null,
    intervalMs: INTERVAL_MS,
    aircraft: 1,
    counts: {
      received: 1200,
      accepted: 1150,
      rejected: { too_old: 30, no_position: 20 },
      held: 0,
      declared: 4,
      acknowledged: 1154,
      failed: 0,
      retried: 0,
      superseded: 0,
    },
    acknowledged: [],
    attribution: null,
    budget: null,
    ...given,
  };
}
