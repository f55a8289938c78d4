import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { connect } from 'node:net';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  GoneException,
  LimitExceededException,
  PayloadTooLargeException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { createLogger } from '#adapters/observability/logger.ts';
import type { WebsocketEvent } from '../../local/websocket-gateway/events.ts';
import type { WebsocketGateway, WebsocketGatewayOptions } from '../../local/websocket-gateway/options.ts';
import { startWebsocketGateway } from '../../local/websocket-gateway.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Setup {
  readonly gateway: WebsocketGateway;
  readonly url: string;
  readonly port: number;
  readonly events: WebsocketEvent[];
  readonly client: ApiGatewayManagementApiClient;
}

const accept = (): Promise<unknown> => Promise.resolve({ statusCode: 200 });

async function setUp(options: Partial<WebsocketGatewayOptions> = {}): Promise<Setup> {
  const events: WebsocketEvent[] = [];
  const routes = options.routes ?? { $connect: accept, $disconnect: accept, $default: accept };
  const recorded = Object.entries(routes).map(([key, route]): [string, typeof route] => [
    key,
    (event, context) => {
      events.push(event);
      return route(event, context);
    },
  ]);
  const gateway = await startWebsocketGateway({
    logger: createLogger({ write: () => undefined }),
    ...options,
    routes: Object.fromEntries(recorded),
  });
  const server = createServer();
  server.on('upgrade', (request, socket, head) => gateway.handleUpgrade(request, socket, head));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new ApiGatewayManagementApiClient({
    endpoint: gateway.managementEndpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  endings.push(
    () => closeServer(server),
    () => gateway.close(),
    () => client.destroy(),
  );
  const { port } = server.address() as { port: number };
  return { gateway, url: `ws://127.0.0.1:${port}/ws?from=test&from=again`, port, events, client };
}

async function closeServer(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

async function open(url: string, options: ClientOptions = {}): Promise<WebSocket> {
  const socket = new WebSocket(url, options);
  endings.push(() => socket.terminate());
  await once(socket, 'open');
  return socket;
}

/** The status of a refused handshake. */
async function refused(url: string, options: ClientOptions = {}): Promise<number | undefined> {
  const socket = new WebSocket(url, options);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode?: number }];
  socket.on('error', () => undefined);
  socket.terminate();
  return response.statusCode;
}

async function nextText(socket: WebSocket): Promise<string> {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return data.toString();
}

async function closeOf(socket: WebSocket): Promise<{ code: number; reason: string }> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return { code, reason: reason.toString() };
}

const until = (condition: () => unknown) => expect.poll(condition, { timeout: 10_000, interval: 5 });
const idOf = (setup: Setup): string => setup.events[0]!.requestContext.connectionId;

describe('routes', () => {
  it('invoke $connect, the route of $request.body.action or $default, and $disconnect, with the events of API Gateway', async () => {
    const setup = await setUp({
      routes: { $connect: accept, $disconnect: accept, $default: accept, subscribe: accept },
    });
    const socket = await open(setup.url, { headers: { 'X-Test': 'yes' } });
    socket.send('{"action":"subscribe"}');
    socket.send('{"action":"nothing"}');
    socket.send('not json');
    socket.send('{"action":"$connect"}');
    await until(() => setup.events.length).toBe(5);
    socket.close(4001, 'bye');
    await until(() => setup.events.length).toBe(6);
    const contexts = setup.events.map(({ requestContext }) => requestContext);
    expect(contexts.map(({ eventType, routeKey }) => [eventType, routeKey])).toEqual([
      ['CONNECT', '$connect'],
      ['MESSAGE', 'subscribe'],
      ['MESSAGE', '$default'],
      ['MESSAGE', '$default'],
      ['MESSAGE', '$default'],
      ['DISCONNECT', '$disconnect'],
    ]);
    expect(setup.events[0]).toMatchObject({
      headers: { Host: `127.0.0.1:${setup.port}`, 'X-Test': 'yes' },
      multiValueHeaders: { 'X-Test': ['yes'] },
      queryStringParameters: { from: 'again' },
      multiValueQueryStringParameters: { from: ['test', 'again'] },
      isBase64Encoded: false,
    });
    expect(setup.events[1]).toMatchObject({ body: '{"action":"subscribe"}', isBase64Encoded: false });
    expect(setup.events[5]!.requestContext).toMatchObject({ disconnectStatusCode: 4001, disconnectReason: 'bye' });
    for (const context of contexts) {
      expect(context).toMatchObject({
        connectionId: contexts[0]!.connectionId,
        connectedAt: contexts[0]!.requestTimeEpoch,
        domainName: `127.0.0.1:${setup.port}`,
        stage: 'live',
        apiId: 'local',
        messageDirection: 'IN',
        identity: { sourceIp: '127.0.0.1' },
      });
      expect(context.requestTime).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    }
    expect(contexts.map(({ messageId }) => messageId !== undefined)).toEqual([false, true, true, true, true, false]);
  });

  it.each([
    ['the status that the function answers', () => Promise.resolve({ statusCode: 403 }), 403],
    ['500 when the function fails', () => Promise.reject(new Error('no database')), 500],
  ])('refuse a connection with %s, and run no $disconnect', async (_, $connect, status) => {
    const setup = await setUp({ routes: { $connect, $disconnect: accept } });
    expect(await refused(setup.url)).toBe(status);
    expect(setup.gateway.connectionCount()).toBe(0);
    expect(setup.events.map(({ requestContext }) => requestContext.routeKey)).toEqual(['$connect']);
  });

  it('send nothing back, unless route responses are on for the route', async () => {
    const setup = await setUp({
      routes: {
        ping: () => Promise.resolve({ statusCode: 200, body: 'unasked' }),
        ask: () => Promise.resolve({ statusCode: 200, body: 'answer' }),
      },
      routeResponses: ['ask'],
    });
    const socket = await open(setup.url);
    socket.send('{"action":"ping"}');
    await until(() => setup.events.length).toBe(1);
    socket.send('{"action":"ask"}');
    expect(await nextText(socket)).toBe('answer');
  });

  it('tell the client when a function fails, and when no route takes its message', async () => {
    const setup = await setUp({ routes: { broken: () => Promise.reject(new Error('secret')) } });
    const socket = await open(setup.url);
    socket.send('{"action":"broken"}');
    expect(JSON.parse(await nextText(socket))).toEqual({
      message: 'Internal server error',
      connectionId: setup.events[0]!.requestContext.connectionId,
      requestId: setup.events[0]!.requestContext.requestId,
    });
    socket.send('{"action":"unknown"}');
    expect(JSON.parse(await nextText(socket))).toMatchObject({ message: 'Forbidden' });
  });

  it('refuse messages beyond those that the functions work on', async () => {
    const setup = await setUp({
      routes: { $connect: accept, $default: () => new Promise(() => undefined) },
      limits: { messagesInFlight: 2, integrationTimeoutMs: 500 },
    });
    const socket = await open(setup.url);
    for (const text of ['1', '2', '3']) socket.send(text);
    expect(JSON.parse(await nextText(socket))).toMatchObject({ message: 'Too Many Requests' });
    expect(setup.events.slice(1).map(({ body }) => body)).toEqual(['1', '2']);
    expect(JSON.parse(await nextText(socket))).toMatchObject({ message: 'Internal server error' });
  });
});

describe('@connections, called by the SDK', () => {
  it('posts text to the connection', async () => {
    const setup = await setUp();
    const socket = await open(setup.url);
    const text = nextText(socket);
    await setup.client.send(new PostToConnectionCommand({ ConnectionId: idOf(setup), Data: 'grüße' }));
    expect(await text).toBe('grüße');
  });

  it('sends 128 KB in frames of 32 KB as one message', async () => {
    const setup = await setUp();
    const socket = await open(setup.url);
    const frames: number[] = [];
    const receiver = (socket as unknown as { _socket: { on(event: 'data', listener: (chunk: Buffer) => void): void } })
      ._socket;
    receiver.on('data', (chunk) => frames.push(chunk.length));
    const long = 'ü'.repeat(64 * 1024);
    const text = nextText(socket);
    await setup.client.send(new PostToConnectionCommand({ ConnectionId: idOf(setup), Data: long }));
    expect(await text).toBe(long);
    const overhead = frames.reduce((sum, bytes) => sum + bytes, 0) - 128 * 1024;
    expect(overhead).toBe(4 * 4);
  });

  it('answers 413 over 128 KB', async () => {
    const setup = await setUp();
    await open(setup.url);
    const Data = Buffer.alloc(128 * 1024 + 1, 'x');
    await expect(
      setup.client.send(new PostToConnectionCommand({ ConnectionId: idOf(setup), Data })),
    ).rejects.toBeInstanceOf(PayloadTooLargeException);
  });

  it('answers 410 for a connection that is gone, to every call', async () => {
    const setup = await setUp();
    const socket = await open(setup.url);
    const ConnectionId = idOf(setup);
    socket.close();
    await until(() => setup.gateway.connectionCount()).toBe(0);
    const post = setup.client.send(new PostToConnectionCommand({ ConnectionId, Data: 'x' }));
    await expect(post).rejects.toBeInstanceOf(GoneException);
    await expect(post).rejects.toMatchObject({ $metadata: { httpStatusCode: 410 } });
    await expect(setup.client.send(new GetConnectionCommand({ ConnectionId }))).rejects.toBeInstanceOf(GoneException);
    await expect(setup.client.send(new DeleteConnectionCommand({ ConnectionId }))).rejects.toBeInstanceOf(
      GoneException,
    );
  });

  it('describes a connection', async () => {
    const setup = await setUp();
    await open(setup.url, { headers: { 'user-agent': 'test-viewer' } });
    const { ConnectedAt, LastActiveAt, Identity } = await setup.client.send(
      new GetConnectionCommand({ ConnectionId: idOf(setup) }),
    );
    expect(ConnectedAt?.getTime()).toBe(setup.events[0]!.requestContext.connectedAt);
    expect(LastActiveAt).toBeInstanceOf(Date);
    expect(Identity).toEqual({ SourceIp: '127.0.0.1', UserAgent: 'test-viewer' });
  });

  it('closes a connection, whose $disconnect runs', async () => {
    const setup = await setUp();
    const socket = await open(setup.url);
    const closed = closeOf(socket);
    await setup.client.send(new DeleteConnectionCommand({ ConnectionId: idOf(setup) }));
    expect((await closed).code).toBe(1000);
    await until(() => setup.events.at(-1)?.requestContext.routeKey).toBe('$disconnect');
  });

  it('answers 429 when calls come faster than allowed', async () => {
    const setup = await setUp({ limits: { managementCallsPerSecond: 2 }, clock: () => 1_750_000_000_000 });
    await open(setup.url);
    const call = (): Promise<unknown> => setup.client.send(new GetConnectionCommand({ ConnectionId: idOf(setup) }));
    await Promise.all([call(), call()]);
    await expect(call()).rejects.toBeInstanceOf(LimitExceededException);
  });

  it.each([
    ['without a signature', {}],
    ['from a page', { authorization: 'AWS4-HMAC-SHA256 x', origin: 'http://evil.example' }],
    ['by another name', { authorization: 'AWS4-HMAC-SHA256 x', host: 'evil.example' }],
  ])('refuses a call %s', async (_, headers) => {
    const setup = await setUp();
    await open(setup.url);
    const url = `${setup.gateway.managementEndpoint}/@connections/${encodeURIComponent(idOf(setup))}`;
    expect(await statusOf(url, 'GET', headers)).toBe(403);
  });
});

function statusOf(url: string, method: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('limits', () => {
  it('close with 1003 on binary', async () => {
    const setup = await setUp();
    const socket = await open(setup.url);
    socket.send(Buffer.from([1, 2, 3]));
    expect((await closeOf(socket)).code).toBe(1003);
    expect(setup.events.some(({ requestContext }) => requestContext.eventType === 'MESSAGE')).toBe(false);
  });

  it('take a frame of 32 KB and a message of 128 KB in four, and close with 1009 one byte above', async () => {
    const setup = await setUp();
    const socket = await open(setup.url);
    socket.send('x'.repeat(32 * 1024));
    await until(() => setup.events.at(-1)?.body?.length).toBe(32 * 1024);
    for (const fin of [false, false, false, true]) socket.send('x'.repeat(32 * 1024), { fin });
    await until(() => setup.events.at(-1)?.body?.length).toBe(128 * 1024);
    socket.send('x'.repeat(32 * 1024 + 1));
    expect((await closeOf(socket)).code).toBe(1009);
    const other = await open(setup.url);
    for (const fin of [false, false, false, false, true]) other.send('x'.repeat(32 * 1024), { fin });
    expect((await closeOf(other)).code).toBe(1009);
    expect(setup.events.filter(({ requestContext }) => requestContext.eventType === 'MESSAGE')).toHaveLength(2);
  });

  it('find a long frame also where its header comes byte by byte', async () => {
    const setup = await setUp();
    const socket = connect(setup.port, '127.0.0.1');
    endings.push(() => socket.destroy());
    socket.write(
      [
        'GET /ws HTTP/1.1',
        `Host: 127.0.0.1:${setup.port}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        '',
        '',
      ].join('\r\n'),
    );
    const [handshake] = (await once(socket, 'data')) as [Buffer];
    expect(handshake.toString()).toContain('101 Switching Protocols');
    const emptyText = [0x81, 0x80, 0, 0, 0, 0];
    const longFrame = [0x81, 0xff, 0, 0, 0, 0, 0, 0, 0x80, 1];
    for (const byte of [...emptyText, ...longFrame]) {
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [close] = (await once(socket, 'data')) as [Buffer];
    expect(close.readUInt16BE(2)).toBe(1009);
  });

  it('close what is idle, and what is open for too long, with 1001', async () => {
    const idle = await setUp({ limits: { idleMs: 60 } });
    expect((await closeOf(await open(idle.url))).code).toBe(1001);
    const long = await setUp({ limits: { durationMs: 150, idleMs: 100 } });
    const socket = await open(long.url);
    const busy = setInterval(() => socket.send('x'), 10);
    expect((await closeOf(socket)).reason).toBe('Open for too long');
    clearInterval(busy);
  });

  it('refuse connections beyond the bound, also those still shaking hands, and beyond the rate', async () => {
    const full = await setUp({ limits: { connections: 1 } });
    await open(full.url);
    expect(await refused(full.url)).toBe(503);
    const fast = await setUp({ limits: { connectionsPerSecond: 1 }, clock: () => 1_750_000_000_000 });
    await open(fast.url);
    expect(await refused(fast.url)).toBe(429);
    const slow = await setUp({
      limits: { connections: 1 },
      routes: { $connect: () => new Promise((resolve) => setTimeout(() => resolve({ statusCode: 200 }), 100)) },
    });
    const first = open(slow.url);
    await until(() => slow.events.length).toBe(1);
    expect(await refused(slow.url)).toBe(503);
    await first;
  });

  it('refuse what a receiver is too slow for, and take it again once it reads', async () => {
    const setup = await setUp({ limits: { sendBufferBytes: 256 * 1024 } });
    const socket = await open(setup.url);
    socket.pause();
    const post = (): Promise<unknown> =>
      setup.client.send(new PostToConnectionCommand({ ConnectionId: idOf(setup), Data: 'x'.repeat(128 * 1024) }));
    const flood = async (): Promise<void> => {
      for (let posts = 0; posts < 500; posts += 1) await post();
    };
    await expect(flood()).rejects.toBeInstanceOf(LimitExceededException);
    expect(setup.gateway.connectionCount()).toBe(1);
    socket.resume();
    await expect.poll(() => post().then(() => 'taken', String), { timeout: 5000 }).toBe('taken');
  });
});

describe('pages of other sites', () => {
  it.each([
    ['another Host', { headers: { host: 'evil.example' } }],
    ['another Origin', { origin: 'http://evil.example' }],
    ['the right name with another port', { origin: 'http://127.0.0.1:1' }],
    ['no site at all', { origin: 'null' }],
  ])('are refused: %s', async (_, options) => {
    const setup = await setUp();
    expect(await refused(setup.url, options)).toBe(403);
    expect(setup.events).toEqual([]);
  });

  it('are accepted where they are listed, as is the own one', async () => {
    const setup = await setUp({ allowedOrigins: ['https://airlines.example'], allowedHosts: ['airlines.test:8080'] });
    await open(setup.url, { origin: 'https://airlines.example' });
    await open(setup.url, { origin: `http://localhost:${setup.port}` });
    await open(setup.url, { headers: { host: 'airlines.test:8080' }, origin: 'http://airlines.test:8080' });
    expect(setup.gateway.connectionCount()).toBe(3);
  });
});

it('closing ends every connection with 1001 and runs their $disconnect', async () => {
  const setup = await setUp();
  const sockets = await Promise.all([open(setup.url), open(setup.url)]);
  const closes = sockets.map((socket) => closeOf(socket));
  await setup.gateway.close();
  expect((await Promise.all(closes)).map(({ code }) => code)).toEqual([1001, 1001]);
  expect(setup.events.filter(({ requestContext }) => requestContext.routeKey === '$disconnect')).toHaveLength(2);
});

it('closing waits no longer than its bound for a $disconnect that hangs', async () => {
  const setup = await setUp({ drainMs: 50, routes: { $disconnect: () => new Promise(() => undefined) } });
  const socket = await open(setup.url);
  const closed = closeOf(socket);
  await setup.gateway.close();
  expect((await closed).code).toBe(1001);
});
