import { addressToNumber } from '#domain/address.ts';
import type { BoundingBox } from '#domain/geo.ts';
import { POSITION_KINDS, type Position } from '#domain/position.ts';
import { decodeColumnSnapshot, type DecodedSnapshot } from '#contracts/column-snapshot.ts';
import { encodePositionFrames, toColumns } from '#contracts/live-frame.ts';
import {
  encodeIdentityFrames,
  encodePong,
  encodeRemovedFrames,
  encodeSubscribed,
  parseClientMessage,
  type ClientMessage,
} from '#contracts/live-messages.ts';
import type { OpenSocket, SocketEvents } from '../../frontend/src/live/socket.ts';

/** A position with everything that a test doesn't care about filled in. */
export function positionOf(icao24: string, changes: Partial<Position> = {}): Position {
  return {
    icao24,
    observedAtMs: 1_732_400_000_000,
    receivedAtMs: 1_732_400_000_000,
    lat: 50,
    lon: 8.5,
    altitudeM: 10_000,
    geoAltitudeM: null,
    onGround: false,
    groundSpeedMps: 230,
    trackDeg: 90,
    verticalRateMps: 0,
    callsign: null,
    registration: null,
    typeCode: null,
    flightNumber: null,
    airline: null,
    origin: null,
    destination: null,
    squawk: null,
    category: null,
    emergency: null,
    source: 'adsb',
    feed: 'test',
    kind: 'live',
    level: 'world',
    state: 'seen',
    ...changes,
  };
}

export interface FakeLiveServer {
  readonly openSocket: OpenSocket;
  readonly fetchSnapshot: (box: BoundingBox, signal: AbortSignal) => Promise<DecodedSnapshot>;
  /** What viewers said, newest last. */
  readonly said: readonly ClientMessage[];
  readonly snapshots: number;
  readonly connections: number;
  /** A position goes out to the viewers at once, and into the store after the store's lag. */
  publish(position: Position): void;
  remove(icao24: string): void;
  /** Sends raw text to all viewers. */
  send(text: string): void;
  /** Cuts all connections; with `refusing`, new ones are cut too. */
  cut(): void;
  setRefusing(refusing: boolean): void;
  setAnswering(answering: boolean): void;
  /** How the database stands: `away`, every snapshot fails; `hanging`, none is ever answered. */
  setStore(store: 'well' | 'away' | 'hanging'): void;
}

/** The server's side of the live contract in memory, with a store that lags behind the broadcast. */
export function createFakeLiveServer({
  nowMs,
  storeLagMs = 0,
}: {
  readonly nowMs: () => number;
  readonly storeLagMs?: number;
}): FakeLiveServer {
  const viewers = new Set<SocketEvents>();
  const said: ClientMessage[] = [];
  const published: { readonly position: Position; readonly atMs: number }[] = [];
  let refusing = false;
  let answering = true;
  let store: 'well' | 'away' | 'hanging' = 'well';
  let snapshots = 0;
  let connections = 0;

  function answer(viewer: SocketEvents, text: string): void {
    const message = parseClientMessage(text);
    said.push(message);
    if (!answering) return;
    if (message.action === 'ping') viewer.received(encodePong(message.t, nowMs()));
    else if (message.action === 'subscribe') viewer.received(encodeSubscribed(message.id, nowMs(), 'world', 5000));
  }

  return {
    said,
    get snapshots() {
      return snapshots;
    },
    get connections() {
      return connections;
    },
    openSocket(_url, events) {
      connections += 1;
      void Promise.resolve().then(() => {
        if (refusing) {
          events.closed();
          return;
        }
        viewers.add(events);
        events.opened();
      });
      return {
        send: (text) => void Promise.resolve().then(() => viewers.has(events) && answer(events, text)),
        close: () => viewers.delete(events),
      };
    },
    async fetchSnapshot() {
      snapshots += 1;
      await Promise.resolve();
      if (refusing || store === 'away') throw new Error('refused');
      if (store === 'hanging') await new Promise(() => undefined);
      const asOfMs = nowMs() - storeLagMs;
      const stored = published.filter(({ atMs }) => atMs <= asOfMs).map(({ position }) => position);
      const newest = new Map(stored.map((position) => [position.icao24, position]));
      const present = [...newest.values()].filter(({ state }) => state !== 'removed');
      const kind = POSITION_KINDS.find((each) => present.some((position) => position.kind === each)) ?? 'live';
      const rows = present.filter((position) => position.kind === kind);
      rows.sort((a, b) => addressToNumber(a.icao24) - addressToNumber(b.icao24));
      const columns =
        rows.length === 0 ? { ...toColumns([], nowMs(), 'world'), origin: [0, 0] } : toColumns(rows, nowMs(), 'world');
      return decodeColumnSnapshot({
        asOfMs,
        kinds: [kind],
        positions: columns,
        identity: { id: rows.map((row) => row.icao24), callsign: rows.map((row) => row.callsign) },
      });
    },
    publish(position) {
      published.push({ position, atMs: nowMs() });
      const frames = [...encodeIdentityFrames([position]), ...encodePositionFrames([position], nowMs(), 'world')];
      for (const viewer of viewers) for (const frame of frames) viewer.received(frame);
    },
    remove(icao24) {
      const last = published.findLast(({ position }) => position.icao24 === icao24);
      if (last !== undefined) published.push({ position: { ...last.position, state: 'removed' }, atMs: nowMs() });
      for (const frame of encodeRemovedFrames([{ icao24, reason: 'expired' }])) {
        for (const viewer of viewers) viewer.received(frame);
      }
    },
    send(text) {
      for (const viewer of viewers) viewer.received(text);
    },
    cut() {
      for (const viewer of [...viewers]) {
        viewers.delete(viewer);
        viewer.closed();
      }
    },
    setRefusing: (value) => void (refusing = value),
    setAnswering: (value) => void (answering = value),
    setStore: (value) => void (store = value),
  };
}
