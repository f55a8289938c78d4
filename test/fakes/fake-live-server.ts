import { addressToNumber } from '#domain/address.ts';
import { containsPoint } from '#domain/geo.ts';
import { LEVEL_RULES, levelForZoom } from '#domain/level.ts';
import { areaHolds, tileArea, tileAt, tileName, type TileArea } from '#domain/level-tiles.ts';
import { LEVELS, POSITION_KINDS, type Position } from '#domain/position.ts';
import { decodeColumnSnapshot, type DecodedSnapshot } from '#contracts/column-snapshot.ts';
import { encodePositionFrames, FRAME_VERSION, toColumns } from '#contracts/live-frame.ts';
import {
  encodeError,
  encodeIdentityFrames,
  encodePong,
  encodeRemovedFrames,
  encodeSubscribed,
  encodeTilesSubscribed,
  identityText,
  parseClientMessage,
  removedText,
  type ClientMessage,
  type SubscribeMessage,
} from '#contracts/live-messages.ts';
import { joinFrame, packTile } from '#contracts/tile-frame.ts';
import type { SnapshotTarget } from '../../frontend/src/live/snapshot-part.ts';
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
  readonly fetchSnapshot: (target: SnapshotTarget, signal: AbortSignal) => Promise<DecodedSnapshot>;
  /** What viewers said, newest last. */
  readonly said: readonly ClientMessage[];
  readonly snapshots: number;
  /** What snapshots were asked of, newest last. */
  readonly asked: readonly SnapshotTarget[];
  readonly connections: number;
  /** A position goes out to the viewers at once, where their tiles hold it, and into the store after the store's lag. */
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

/** What a viewer is sent: the tiles of its area, or everything in the older version. */
type Subscribed = TileArea | 'all';

/** The server's side of the live contract in memory, with a store that lags behind the broadcast. */
export function createFakeLiveServer({
  nowMs,
  storeLagMs = 0,
  speaksTiles = true,
}: {
  readonly nowMs: () => number;
  readonly storeLagMs?: number;
  /** False for a server from before version 2. */
  readonly speaksTiles?: boolean;
}): FakeLiveServer {
  const viewers = new Map<SocketEvents, Subscribed | null>();
  const said: ClientMessage[] = [];
  const asked: SnapshotTarget[] = [];
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
    else if (message.action === 'subscribe') subscribe(viewer, message);
  }

  function subscribe(viewer: SocketEvents, message: SubscribeMessage): void {
    if (message.v === FRAME_VERSION) {
      viewers.set(viewer, 'all');
      viewer.received(encodeSubscribed(message.id, nowMs(), 'world', 5000));
    } else if (!speaksTiles) {
      viewer.received(encodeError('version_unsupported', 'v must be 1'));
    } else {
      const area = tileArea(message.bbox, levelForZoom(message.zoom, message.held ?? undefined));
      viewers.set(viewer, area);
      const { frameEveryMs } = LEVEL_RULES[area.level];
      viewer.received(encodeTilesSubscribed(message.id, nowMs(), area, Math.max(frameEveryMs, message.everyMs)));
    }
  }

  /** The messages that tell a viewer of a position. */
  function framesOf(position: Position, subscribed: Subscribed): readonly string[] {
    if (subscribed === 'all') {
      return [...encodeIdentityFrames([position]), ...encodePositionFrames([position], nowMs(), 'world')];
    }
    const { level } = subscribed;
    const tile = tileAt(level, position);
    if (!areaHolds(subscribed, tile)) return [];
    const tiles = packTile([position], { level, tile, atMs: nowMs() });
    const head = { level, atMs: nowMs(), everyMs: LEVEL_RULES[level].frameEveryMs };
    return joinFrame(head, { tiles, identity: identityText([position]), removed: [] });
  }

  function removalsOf(icao24: string, subscribed: Subscribed): readonly string[] {
    const rows = [{ icao24, reason: 'expired' as const }];
    if (subscribed === 'all') return encodeRemovedFrames(rows);
    const { level } = subscribed;
    const head = { level, atMs: nowMs(), everyMs: LEVEL_RULES[level].frameEveryMs };
    return joinFrame(head, { tiles: [], identity: [], removed: removedText(rows) });
  }

  function toAll(textsFor: (subscribed: Subscribed) => readonly string[]): void {
    for (const [viewer, subscribed] of viewers) {
      for (const text of subscribed === null ? [] : textsFor(subscribed)) viewer.received(text);
    }
  }

  return {
    said,
    asked,
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
        viewers.set(events, null);
        events.opened();
      });
      return {
        send: (text) => void Promise.resolve().then(() => viewers.has(events) && answer(events, text)),
        close: () => viewers.delete(events),
      };
    },
    async fetchSnapshot(target) {
      snapshots += 1;
      asked.push(target);
      await Promise.resolve();
      if (refusing || store === 'away') throw new Error('refused');
      if (store === 'hanging') await new Promise(() => undefined);
      const asOfMs = nowMs() - storeLagMs;
      const stored = published.filter(({ atMs }) => atMs <= asOfMs).map(({ position }) => position);
      const newest = new Map(stored.map((position) => [position.icao24, position]));
      const present = [...newest.values()].filter(({ state }) => state !== 'removed');
      const kind = POSITION_KINDS.find((each) => present.some((position) => position.kind === each)) ?? 'live';
      const rows = present.filter((position) => position.kind === kind && isIn(position, target));
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
      toAll((subscribed) => framesOf(position, subscribed));
    },
    remove(icao24) {
      const last = published.findLast(({ position }) => position.icao24 === icao24);
      if (last !== undefined) published.push({ position: { ...last.position, state: 'removed' }, atMs: nowMs() });
      toAll((subscribed) => removalsOf(icao24, subscribed));
    },
    send(text) {
      for (const viewer of viewers.keys()) viewer.received(text);
    },
    cut() {
      for (const viewer of [...viewers.keys()]) {
        viewers.delete(viewer);
        viewer.closed();
      }
    },
    setRefusing: (value) => void (refusing = value),
    setAnswering: (value) => void (answering = value),
    setStore: (value) => void (store = value),
  };
}

function isIn(position: Position, target: SnapshotTarget): boolean {
  if ('box' in target) return containsPoint(target.box, position);
  return LEVELS.some((level) => tileName(level, tileAt(level, position)) === target.tile);
}
