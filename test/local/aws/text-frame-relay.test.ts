import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer, type RawData } from 'ws';
import { createTextFrameRelay, type TextFrameRelay } from '../../../local/aws/text-frame-relay.ts';

/** What the deployed API does with a viewer. */
let onViewer: (socket: WebSocket, request: IncomingMessage) => void;
let admits: (request: IncomingMessage) => boolean;
let api: WebSocketServer;
let site: Server;
let relay: TextFrameRelay;
beforeEach(async () => {
  admits = () => true;
  api = new WebSocketServer({ host: '127.0.0.1', port: 0, verifyClient: ({ req }, done) => done(admits(req), 403) });
  api.on('connection', (socket, request) => onViewer(socket, request));
  await once(api, 'listening');
  relay = createTextFrameRelay(`ws://127.0.0.1:${(api.address() as AddressInfo).port}/_aws/execute-api/1a2b/live`);
  site = createServer().listen(0, '127.0.0.1');
  site.on('upgrade', (request, socket, head) => relay.handleUpgrade(request, socket, head));
  await once(site, 'listening');
});
afterEach(() => {
  relay.close();
  for (const socket of api.clients) socket.terminate();
  api.close();
  site.closeAllConnections();
  site.close();
});

const connect = (): WebSocket =>
  new WebSocket(`ws://127.0.0.1:${(site.address() as AddressInfo).port}/ws`, { origin: 'http://127.0.0.1:8080' });

async function nextMessage(socket: WebSocket): Promise<{ text: string; isBinary: boolean }> {
  const [data, isBinary] = (await once(socket, 'message')) as [RawData, boolean];
  return { text: (data as Buffer).toString(), isBinary };
}

describe('the relay of text frames', () => {
  it("passes a viewer's messages on with its origin, and what functions post as text", async () => {
    let origin: string | undefined;
    onViewer = (socket, request) => {
      origin = request.headers.origin;
      socket.on('message', (data: Buffer) => socket.send(Buffer.from(`{"got":${data.toString()}}`)));
    };
    const viewer = connect();
    await once(viewer, 'open');
    viewer.send('{"t":"ü"}');
    expect(await nextMessage(viewer)).toEqual({ text: '{"got":{"t":"ü"}}', isBinary: false });
    expect(origin).toBe('http://127.0.0.1:8080');
  });

  it('loses nothing that the API sends at once', async () => {
    onViewer = (socket) => socket.send(Buffer.from('first'));
    expect(await nextMessage(connect())).toEqual({ text: 'first', isBinary: false });
  });

  it('refuses whom the API refuses, with its status', async () => {
    admits = () => false;
    const [error] = (await once(connect(), 'error')) as [Error];
    expect(error.message).toBe('Unexpected server response: 403');
  });

  it('refuses while the API is gone', async () => {
    api.close();
    const [error] = (await once(connect(), 'error')) as [Error];
    expect(error.message).toBe('Unexpected server response: 502');
  });

  it('ends both ends when either does, with its code', async () => {
    let apiSide: WebSocket | undefined;
    onViewer = (socket) => (apiSide = socket);
    const ended = connect();
    await once(ended, 'open');
    apiSide?.close(4001, 'idle');
    expect(await once(ended, 'close')).toEqual([4001, Buffer.from('idle')]);

    const leaving = connect();
    await once(leaving, 'open');
    const left = once(apiSide!, 'close');
    leaving.terminate();
    await left;
  });

  it('ends every connection when it is closed', async () => {
    onViewer = () => undefined;
    const viewer = connect();
    await once(viewer, 'open');
    relay.close();
    await once(viewer, 'close');
  });
});
