import { describe, expect, it } from 'vitest';
import { parseServerMessage } from '#contracts/live-messages.ts';
import { SUBSCRIPTION_VISIBLE_AFTER_MS } from '#contracts/subscription-visibility.ts';
import type { WebsocketEvent } from '#contracts/websocket-event.ts';
import { createRoutes, type RoutesOptions } from '../../../lambdas/websocket/routes.ts';
import { createFakeConnectionStore } from '../../fakes/connection-store.ts';

const NOW_MS = 1_732_400_000_000;

function setUp(options: Partial<RoutesOptions> = {}) {
  const time = { nowMs: NOW_MS };
  const connections = createFakeConnectionStore();
  const posted: { connectionId: string; text: string }[] = [];
  const errors: string[] = [];
  const route = createRoutes({
    connections,
    clock: () => time.nowMs,
    sleep: async (ms) => void (time.nowMs += ms),
    post: async ({ connectionId }, text) => void posted.push({ connectionId, text }),
    logger: { error: (message) => errors.push(message) },
    allowedOrigins: ['https://airlines.example'],
    siteOrigin: null,
    maxConnections: 2,
    frameEveryMs: 1000,
    ...options,
  });
  const say = (message: unknown, connectionId = 'a') =>
    route(anEvent({ connectionId, body: typeof message === 'string' ? message : JSON.stringify(message) }));
  const replies = () => posted.map(({ text }) => parseServerMessage(text));
  return { route, say, replies, posted, connections, time, errors };
}

function anEvent(overrides: Partial<WebsocketEvent> = {}): WebsocketEvent {
  return {
    routeKey: '$default',
    connectionId: 'a',
    connectedAtMs: NOW_MS,
    managementEndpoint: 'https://example.execute-api.eu-central-1.amazonaws.com/live',
    origin: null,
    body: '',
    ...overrides,
  };
}

const subscribe = { action: 'subscribe', v: 1, id: 7, bbox: [-12, 35, 35, 70], zoom: 5.2 };

describe('$connect', () => {
  it.each([
    ['an allowed web page', 'https://airlines.example', 200],
    ['a client without an origin', null, 200],
    ['a foreign web page', 'https://evil.example', 403],
    ['an opaque origin', 'null', 403],
  ])('answers %s', async (_who, origin, statusCode) => {
    const { route, connections } = setUp();
    expect(await route(anEvent({ routeKey: '$connect', origin }))).toMatchObject({ statusCode });
    expect(await connections.countOpen(NOW_MS, 10)).toBe(statusCode === 200 ? 1 : 0);
  });

  it('lets the site in once it is deployed, and until then nobody who is not of an allowed origin', async () => {
    const site = { origin: null as string | null };
    const { route } = setUp({ siteOrigin: async () => site.origin });
    const connect = (origin: string | null) => route(anEvent({ routeKey: '$connect', origin }));
    const notYet = { statusCode: 503, body: 'the site is not deployed yet: try again when it is' };
    expect(await connect('https://d123.cloudfront.net')).toEqual(notYet);
    expect(await connect('https://evil.example')).toEqual(notYet);
    expect(await connect(null)).toEqual(notYet);
    expect(await connect('https://airlines.example')).toEqual({ statusCode: 200 });
    site.origin = 'https://d123.cloudfront.net';
    expect(await connect('https://d123.cloudfront.net')).toEqual({ statusCode: 200 });
    expect(await connect(null)).toEqual({ statusCode: 200 });
    expect(await connect('https://evil.example')).toMatchObject({ statusCode: 403 });
  });

  it('refuses one connection too many until one closes', async () => {
    const { route } = setUp({ maxConnections: 2 });
    const connect = (connectionId: string) => route(anEvent({ routeKey: '$connect', connectionId }));
    const statuses = [await connect('a'), await connect('b'), await connect('c')].map((r) => r.statusCode);
    expect(statuses).toEqual([200, 200, 503]);
    await route(anEvent({ routeKey: '$disconnect', connectionId: 'a' }));
    expect(await connect('c')).toMatchObject({ statusCode: 200 });
  });

  it('keeps a connection until a little after API Gateway ends it', async () => {
    const { route, connections } = setUp();
    await route(anEvent({ routeKey: '$connect' }));
    expect(await connections.countOpen(NOW_MS + 2 * 3_600_000, 10)).toBe(1);
    expect(await connections.countOpen(NOW_MS + 3 * 3_600_000, 10)).toBe(0);
  });
});

describe('subscribe', () => {
  it('stores box and level and says so with how often frames come', async () => {
    const { say, replies, connections } = setUp();
    await say(subscribe);
    expect(await connections.listViewers(NOW_MS, 10)).toEqual([
      { connectionId: 'a', bbox: [-12, 35, 35, 70], level: 'world', version: 1, everyMs: 0 },
    ]);
    expect(replies()).toEqual([
      {
        type: 'subscribed',
        id: 7,
        atMs: NOW_MS + SUBSCRIPTION_VISIBLE_AFTER_MS,
        level: 'world',
        area: null,
        frameEveryMs: 5000,
      },
    ]);
  });

  it('to tiles says which they are, and the pace that the viewer wants', async () => {
    const { say, replies, connections } = setUp();
    await say({ ...subscribe, v: 2, zoom: 7, everyMs: 4000 });
    const [viewer] = await connections.listViewers(NOW_MS, 10);
    expect(viewer).toMatchObject({ level: 'regional', version: 2, everyMs: 4000 });
    const area = { level: 'regional', firstColumn: 28, columns: 8, firstRow: 20, rows: 7 };
    expect(replies()).toMatchObject([{ type: 'subscribed', id: 7, level: 'regional', area, frameEveryMs: 4000 }]);
  });

  it('to more tiles than 64 is for a coarser level', async () => {
    const { say, replies, connections } = setUp();
    await say({ ...subscribe, v: 2, zoom: 10 });
    expect(await connections.listViewers(NOW_MS, 10)).toMatchObject([{ level: 'regional' }]);
    expect(replies()).toMatchObject([{ level: 'regional', frameEveryMs: 2000 }]);
  });

  it('to tiles keeps the level that the viewer holds until its zoom is clearly beyond', async () => {
    const { say, replies, time } = setUp();
    for (const [zoom, level] of [
      [6.2, 'world'],
      [6.2, undefined],
      [6.4, 'world'],
    ] as const) {
      await say({ ...subscribe, v: 2, zoom, level });
      time.nowMs += 1000;
    }
    expect(replies()).toMatchObject([{ level: 'world' }, { level: 'regional' }, { level: 'regional' }]);
  });

  it('is never promised more frames than the broadcaster makes', async () => {
    const { say, replies } = setUp({ frameEveryMs: 7000 });
    await say(subscribe);
    expect(replies()).toMatchObject([{ frameEveryMs: 7000 }]);
  });

  it('answers only after every broadcaster must have read the subscription', async () => {
    const { say, connections, time } = setUp({
      sleep: async (ms) => {
        expect(ms).toBe(SUBSCRIPTION_VISIBLE_AFTER_MS);
        expect(await connections.listViewers(time.nowMs, 10)).toHaveLength(1);
        expect(posted).toEqual([]);
      },
      post: async (_event, text) => void posted.push(text),
    });
    const posted: string[] = [];
    await say(subscribe);
    expect(posted).toHaveLength(1);
  });

  it.each([
    [5.9, 'world'],
    [6, 'regional'],
    [9, 'fine'],
  ])('at zoom %s is for level %s', async (zoom, level) => {
    const { say, replies } = setUp();
    await say({ ...subscribe, zoom });
    expect(replies()).toMatchObject([{ type: 'subscribed', level }]);
  });

  it('is refused soon after the one before, and taken after 500 ms less what the network may delay', async () => {
    const { say, replies, time } = setUp({ sleep: async () => undefined });
    await say(subscribe);
    time.nowMs += 399;
    await say({ ...subscribe, id: 8 });
    time.nowMs += 1;
    await say({ ...subscribe, id: 9 });
    expect(replies()).toMatchObject([
      { type: 'subscribed', id: 7 },
      { type: 'error', code: 'too_many_subscriptions' },
      { type: 'subscribed', id: 9 },
    ]);
  });

  it('tells the viewer and the log when the database is away', async () => {
    const away = { ...createFakeConnectionStore(), subscribe: () => Promise.reject(new Error('no primary')) };
    const { say, replies, errors } = setUp({ connections: away });
    expect(await say(subscribe)).toEqual({ statusCode: 500 });
    expect(replies()).toMatchObject([{ type: 'error', code: 'unavailable' }]);
    expect(errors).toHaveLength(1);
  });

  it('forgets a viewer that left before the answer', async () => {
    const gone = Object.assign(new Error('gone'), { code: 'gone' });
    const { say, connections } = setUp({ post: () => Promise.reject(gone) });
    expect(await say(subscribe)).toEqual({ statusCode: 200 });
    expect(await connections.listViewers(NOW_MS, 10)).toEqual([]);
  });
});

describe('pace', () => {
  const pace = { action: 'pace', v: 2, everyMs: 10_000 };

  it('is taken in silence, at most one in 500 ms', async () => {
    const { say, posted, replies, connections, time } = setUp();
    await say({ ...subscribe, v: 2 });
    posted.length = 0;
    await say(pace);
    expect(posted).toEqual([]);
    expect(await connections.listViewers(NOW_MS, 10)).toMatchObject([{ everyMs: 10_000 }]);
    await say({ ...pace, everyMs: 0 });
    expect(replies()).toMatchObject([{ type: 'error', code: 'too_many_paces' }]);
    time.nowMs += 400;
    await say({ ...pace, everyMs: 0 });
    expect(await connections.listViewers(NOW_MS, 10)).toMatchObject([{ everyMs: 0 }]);
  });

  it('of nothing is an error', async () => {
    const { say, replies } = setUp();
    await say(pace);
    expect(replies()).toMatchObject([{ type: 'error', code: 'not_subscribed' }]);
  });
});

describe('other messages', () => {
  it('answers ping with the time sent and its own', async () => {
    const { say, replies } = setUp();
    await say({ action: 'ping', t: 42 });
    expect(replies()).toEqual([{ type: 'pong', t: 42, atMs: NOW_MS }]);
  });

  it.each([
    ['no JSON', '{', 'json'],
    ['an unknown action', { action: 'dance' }, 'action_unknown'],
    ['no action', {}, 'action_unknown'],
    ['another version', { ...subscribe, v: 3 }, 'version_unsupported'],
    ['a latitude out of range', { ...subscribe, bbox: [0, -91, 1, 1] }, 'bbox_invalid'],
    ['a box of text', { ...subscribe, bbox: 'Europe' }, 'bbox_invalid'],
    ['no zoom', { ...subscribe, zoom: null }, 'zoom_invalid'],
    ['a message that is too long', ' '.repeat(5000), 'too_long'],
  ])('answers %s with an error and keeps the connection', async (_what, message, code) => {
    const { say, replies } = setUp();
    expect(await say(message)).toEqual({ statusCode: 200 });
    expect(replies()).toMatchObject([{ type: 'error', code }]);
  });

  it('answers on the connection that asked', async () => {
    const { say, posted } = setUp();
    await say({ action: 'ping', t: 1 }, 'b');
    expect(posted.map(({ connectionId }) => connectionId)).toEqual(['b']);
  });
});
