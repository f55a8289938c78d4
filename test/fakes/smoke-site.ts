import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { encodePositionFrames } from '#contracts/live-frame.ts';
import { encodeSubscribed } from '#contracts/live-messages.ts';
import { siteHeaders } from '#contracts/site-headers.ts';
import { HEARD_AT_MS } from '../fixtures/page-aircraft.ts';
import { aStatus } from '../fixtures/page-status.ts';
import { aPosition } from '../fixtures/positions.ts';
import { aDirection, FIRST_DAY, placeOf } from '../fixtures/search-timetable.ts';

export interface SmokeAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly body: unknown;
  /** Instead of those that a site has. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SmokeSite {
  readonly origin: string;
  readonly websocketUrl: string;
  /** By path without its query. */
  readonly answers: Map<string, SmokeAnswer | 'never'>;
  /** What a subscription is answered with, message by message. */
  frames: readonly string[];
  /** Status of a refused handshake; 101 lets viewers in. */
  handshake: number;
  /** Origins that connected. */
  readonly origins: (string | undefined)[];
  close(): Promise<void>;
}

/** A site where all is right until a test makes something wrong, path by path. */
export async function startSmokeSite(): Promise<SmokeSite> {
  const server = createServer((request, response) => {
    const answer = site.answers.get((request.url ?? '').split('?')[0] ?? '');
    if (answer === 'never') return;
    const {
      status = 200,
      type = 'application/json',
      body,
      headers = {},
    } = answer ?? { status: 404, body: { detail: 'none' } };
    const all = new Headers({ 'content-type': type, ...siteHeaders(site.websocketUrl) });
    for (const [name, value] of Object.entries(headers)) all.set(name, value);
    response
      .setHeaders(all)
      .writeHead(status)
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const viewers = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    site.origins.push(request.headers.origin);
    if (site.handshake !== 101)
      return void socket.end(`HTTP/1.1 ${site.handshake} Refused\r\ncontent-length: 0\r\n\r\n`);
    viewers.handleUpgrade(request, socket, head, (viewer: WebSocket) => {
      viewer.on('message', () => site.frames.forEach((frame) => viewer.send(frame)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const site: SmokeSite = {
    origin: `http://127.0.0.1:${port}`,
    websocketUrl: `ws://127.0.0.1:${port}/ws`,
    answers: new Map(Object.entries(rightAnswers(`ws://127.0.0.1:${port}/ws`))),
    frames: [
      encodeSubscribed(1, HEARD_AT_MS, 'world', 1000),
      ...encodePositionFrames([aPosition()], HEARD_AT_MS, 'world'),
    ],
    handshake: 101,
    origins: [],
    close: async () => {
      viewers.clients.forEach((viewer) => viewer.terminate());
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return site;
}

const PAGE = {
  type: 'text/html; charset=utf-8',
  body: '<!doctype html><script type="module" src="/assets/index-1.js"></script>',
};

function rightAnswers(websocketUrl: string): Readonly<Record<string, SmokeAnswer>> {
  return {
    '/': PAGE,
    '/flights': PAGE,
    '/config.json': { body: { websocketUrl } },
    '/api/openapi.json': { body: {} },
    '/api/status': { body: aStatus() },
    '/api/positions': { body: { asOfMs: HEARD_AT_MS, kinds: ['live'], positions: [aPosition()] } },
    '/api/routes': {
      body: { from: null, to: null, sample: false, places: [placeOf('FRA')], dates: [FIRST_DAY] },
    },
    '/api/flights': { body: { sample: false, outbound: aDirection('FRA', 'JFK', FIRST_DAY), inbound: null } },
  };
}
