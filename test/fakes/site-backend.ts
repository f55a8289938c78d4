import { WebSocketServer, type WebSocket } from 'ws';
import { systemClock } from '#adapters/observability/clock.ts';
import type { FeedStatus } from '#contracts/feed-status.ts';
import {
  encodePong,
  encodeTilesSubscribed,
  identityText,
  parseClientMessage,
  removedText,
  type SubscribeMessage,
} from '#contracts/live-messages.ts';
import { joinFrame, packTile } from '#contracts/tile-frame.ts';
import { levelForZoom } from '#domain/level.ts';
import { areaHolds, tileArea, tileAt, type TileArea } from '#domain/level-tiles.ts';
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
  const areas = new Map<WebSocket, TileArea>();
  const timers = new Set<NodeJS.Timeout>();
  let refused = false;

  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const message = parseClientMessage(data.toString());
      if (message.action === 'ping') socket.send(encodePong(message.t, clock()));
      else if (message.action === 'subscribe') subscribe(socket, message);
    });
    socket.on('close', () => areas.delete(socket));
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

  /** The page speaks the newest version; an older one is the fake live server's matter. */
  function subscribe(socket: WebSocket, message: SubscribeMessage): void {
    const held = message.v === 2 ? message.held : null;
    const area = tileArea(message.bbox, levelForZoom(message.zoom, held ?? undefined));
    areas.set(socket, area);
    socket.send(encodeTilesSubscribed(message.id, clock(), area, INTERVAL_MS));
  }

  function publish(...positions: readonly Position[]): void {
    store.add(...positions);
    // The page asks until the store is as new as its subscription.
    store.asOfMs = clock() + INTERVAL_MS;
    for (const [socket, area] of areas) for (const frame of framesOf(positions, area, clock())) socket.send(frame);
  }

  return {
    url: gateway.url,
    store,
    feeds,
    schedules,
    publish,
    remove(...icao24s) {
      const rows = icao24s.map((icao24) => ({ icao24, reason: 'expired' as const }));
      for (const [socket, { level }] of areas) {
        const head = { level, atMs: clock(), everyMs: INTERVAL_MS };
        for (const frame of joinFrame(head, { tiles: [], identity: [], removed: removedText(rows) }))
          socket.send(frame);
      }
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
      return areas.size;
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      for (const socket of sockets.clients) socket.terminate();
      await gateway.close();
    },
  };
}

/** The frames that tell of positions in an area. */
function framesOf(positions: readonly Position[], area: TileArea, atMs: number): string[] {
  const { level } = area;
  const byTile = Map.groupBy(positions, (position) => tileAt(level, position));
  const inside = [...byTile].filter(([tile]) => areaHolds(area, tile));
  return joinFrame(
    { level, atMs, everyMs: INTERVAL_MS },
    {
      tiles: inside.flatMap(([tile, rows]) => packTile(rows, { level, tile, atMs })),
      identity: inside.flatMap(([, rows]) => identityText(rows)),
      removed: [],
    },
  );
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
      thinned: 0,
      declared: 4,
      acknowledged: 1154,
      failed: 0,
      retried: 0,
      superseded: 0,
    },
    acknowledged: [],
    attribution: null,
    licence: null,
    budget: null,
    ...given,
  };
}
