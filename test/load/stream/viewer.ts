import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { snapshotSchema } from '#contracts/http-positions.ts';
import { FLAG, type FrameRow } from '#contracts/live-frame.ts';
import { parseServerMessage, type ServerMessage } from '#contracts/live-messages.ts';
import { addressFromNumber } from '#domain/address.ts';
import { WORLD_BOX, type BoundingBox } from '#domain/geo.ts';
import { waitUntil } from './wait-until.ts';

/** A client of the WebSocket that keeps everything it gets. */
export interface Viewer {
  readonly messages: readonly ServerMessage[];
  say(message: unknown): void;
  /** @param version of the frames that it wants: 2 of tiles, 1 of the box. @default 2 */
  subscribe(id: number, bbox?: BoundingBox, zoom?: number, version?: 1 | 2): void;
  /** The first message of a type, which may have come already. */
  first<T extends ServerMessage['type']>(type: T): Promise<Extract<ServerMessage, { type: T }>>;
  /** The rows of all frames so far, of either version. */
  rows(): readonly FrameRow[];
  /** How many frames with rows came so far. */
  frames(): number;
  /** Aircraft of all frames so far, without those that are only declared stale. */
  seen(): ReadonlySet<string>;
  close(): void;
}

/** @throws when the handshake is refused */
export async function openViewer(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Viewer> {
  const messages: ServerMessage[] = [];
  const socket = new WebSocket(url, { headers });
  socket.on('message', (data: Buffer) => messages.push(parseServerMessage(data.toString('utf8'))));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  const say = (message: unknown): void => socket.send(JSON.stringify(message));
  return {
    messages,
    say,
    subscribe: (id, bbox = WORLD_BOX, zoom = 3, v = 2) => say({ action: 'subscribe', v, id, bbox, zoom }),
    rows: () => messages.flatMap(rowsOf),
    frames: () => messages.filter((message) => rowsOf(message).length > 0).length,
    first: async <T extends ServerMessage['type']>(type: T) => {
      const isWanted = (message: ServerMessage): message is Extract<ServerMessage, { type: T }> =>
        message.type === type;
      await waitUntil(`a message of type ${type}`, () => messages.some(isWanted), 20_000);
      const found = messages.find(isWanted);
      if (found === undefined) throw new Error(`no message of type ${type}`);
      return found;
    },
    seen: () =>
      new Set(
        messages
          .flatMap(rowsOf)
          .filter(({ flags }) => (flags & FLAG.stale) === 0)
          .map(({ address }) => addressFromNumber(address)),
      ),
    close: () => socket.close(),
  };
}

function rowsOf(message: ServerMessage): readonly FrameRow[] {
  return message.type === 'positions' || message.type === 'frame' ? message.rows : [];
}

const FETCHES = 6;

/**
 * Begins as docs/architecture.md says: subscribe, hold what comes, fetch the snapshot (1 s apart, five times more at
 * most) until it is later than `subscribed.at`.
 * @param version of the frames
 * @returns the aircraft of the snapshot; what came and comes over the socket is the viewer's `seen`
 */
export async function beginPicture(viewer: Viewer, webUrl: string, version: 1 | 2 = 2): Promise<ReadonlySet<string>> {
  viewer.subscribe(1, WORLD_BOX, 3, version);
  const { atMs } = await viewer.first('subscribed');
  let asOfMs = 0;
  for (let fetches = 1; fetches <= FETCHES; fetches += 1) {
    const response = await fetch(`${webUrl}/api/positions`);
    const snapshot = snapshotSchema.parse(await response.json());
    asOfMs = snapshot.asOfMs;
    if (asOfMs > atMs) return new Set(snapshot.positions.map(({ icao24 }) => icao24));
    await delay(1000);
  }
  throw new Error(`after ${FETCHES} fetches the snapshot is ${atMs - asOfMs} ms older than the subscription`);
}
