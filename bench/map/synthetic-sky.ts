import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import { addressFromNumber } from '#domain/address.ts';
import { containsPoint, destination, WORLD_BOX, type BoundingBox } from '#domain/geo.ts';
import type { Position } from '#domain/position.ts';
import { encodePositionFrames, toColumns } from '#contracts/live-frame.ts';
import { encodePong, encodeSubscribed, parseBox, parseClientMessage } from '#contracts/live-messages.ts';

/** A synthetic sky behind the page's two doors, so that the map can be measured without the rest. */
export interface MapBackend {
  readonly url: string;
  close(): Promise<void>;
}

const FIRST_ADDRESS = 0x3c0000;
const RECORD_EVERY_MS = 5000;
const PARTS = 10;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/** A small deterministic generator (Mulberry32), uniform in 0 to 1. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TYPE_CODES = ['A320', 'B738', 'A321', 'B77W', 'A388', 'AT76', 'DH8D', 'C172', 'EC35', 'AS21', null];

/** Aircraft over a box, each on its great circle since `bornAtMs`. */
export function syntheticFleet(count: number, box: BoundingBox, bornAtMs: number): (atMs: number) => Position[] {
  const random = generator(count);
  const [west, south, east, north] = box;
  const seeds = Array.from({ length: count }, (_, index) => ({
    icao24: addressFromNumber(FIRST_ADDRESS + index * 3),
    lat: south + (north - south) * random(),
    lon: west + (east - west) * random(),
    trackDeg: random() * 360,
    speedMps: 60 + 200 * random(),
    altitudeM: 13_000 * random() ** 0.7,
    lagMs: random() * 3000,
    typeCode: TYPE_CODES[Math.floor(random() ** 2 * TYPE_CODES.length)] ?? null,
    chance: random(),
  }));
  return (atMs) =>
    seeds.map((seed, index) => {
      const observedAtMs = Math.round(atMs - seed.lagMs);
      const point = destination(seed, seed.trackDeg, (seed.speedMps * (observedAtMs - bornAtMs)) / 1000);
      const onGround = seed.chance < 0.03;
      return {
        ...emptyPosition,
        ...(onGround ? { lat: seed.lat, lon: seed.lon } : point),
        icao24: seed.icao24,
        observedAtMs,
        receivedAtMs: atMs,
        altitudeM: onGround ? 0 : seed.altitudeM,
        onGround,
        groundSpeedMps: seed.chance > 0.98 ? null : seed.speedMps,
        trackDeg: seed.trackDeg,
        callsign: `TST${index}`,
        typeCode: seed.typeCode,
        emergency: seed.chance > 0.9995 ? 'general' : null,
        state: seed.chance > 0.03 && seed.chance < 0.05 ? 'stale' : 'seen',
        kind: seed.chance > 0.5 && seed.chance < 0.6 ? 'simulated' : 'live',
      };
    });
}

const emptyPosition = {
  geoAltitudeM: null,
  verticalRateMps: 0,
  registration: null,
  flightNumber: null,
  airline: null,
  origin: null,
  destination: null,
  squawk: null,
  category: null,
  source: 'adsb',
  feed: 'bench',
  level: 'world',
} as const;

/** Serves the built page, a snapshot and frames of a synthetic fleet. */
export async function startMapBackend(options: {
  readonly site: string;
  readonly aircraft: number;
  readonly box?: BoundingBox;
  readonly nowMs: () => number;
}): Promise<MapBackend> {
  const { nowMs } = options;
  const fleetAt = syntheticFleet(options.aircraft, options.box ?? [-12, 35, 32, 62], nowMs());
  const server = createServer((request, response) => void answer(request, response));
  const sockets = new WebSocketServer({ server, path: '/ws' });
  const boxes = new Map<object, BoundingBox>();
  let part = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname === '/config.json') {
      sendJson(response, { websocketUrl: `ws://${request.headers.host ?? ''}/ws` });
    } else if (url.pathname === '/api/positions') {
      const box = parseBox(url.searchParams.get('bbox')?.split(',').map(Number) ?? WORLD_BOX);
      const atMs = nowMs();
      const rows = fleetAt(atMs).filter((position) => containsPoint(box, position));
      sendJson(response, {
        asOfMs: atMs,
        kinds: ['live'],
        positions: toColumns(rows, atMs, 'world'),
        identity: identityOf(rows),
      });
    } else if (url.pathname.startsWith('/api/')) {
      response.writeHead(404, { 'content-type': 'application/problem+json' }).end('{}');
    } else {
      await sendFile(response, join(options.site, normalize(url.pathname === '/' ? '/index.html' : url.pathname)));
    }
  }

  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const message = parseClientMessage(data.toString());
      if (message.action === 'ping') {
        socket.send(encodePong(message.t, nowMs()));
        return;
      }
      if (message.action === 'pace') return;
      boxes.set(socket, message.bbox);
      socket.send(encodeSubscribed(message.id, nowMs(), 'world', RECORD_EVERY_MS));
    });
    socket.on('close', () => boxes.delete(socket));
  });
  const timer = setInterval(() => {
    part = (part + 1) % PARTS;
    const fleet = fleetAt(nowMs()).filter((_, index) => index % PARTS === part);
    for (const socket of sockets.clients) {
      const box = boxes.get(socket);
      if (box === undefined) continue;
      const rows = fleet.filter((position) => containsPoint(box, position));
      for (const frame of encodePositionFrames(rows, nowMs(), 'world')) socket.send(frame);
    }
  }, RECORD_EVERY_MS / PARTS);

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      clearInterval(timer);
      sockets.clients.forEach((socket) => socket.terminate());
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function identityOf(rows: readonly Position[]): Record<string, unknown> {
  const fields = [
    'callsign',
    'registration',
    'typeCode',
    'flightNumber',
    'origin',
    'destination',
    'squawk',
    'feed',
  ] as const;
  const columns = fields.map((field) => [field, rows.map((row) => row[field])] as const);
  return { id: rows.map((row) => row.icao24), ...Object.fromEntries(columns) };
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function sendFile(response: ServerResponse, path: string): Promise<void> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
  createReadStream(path).pipe(response);
}
