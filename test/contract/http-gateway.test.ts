import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#adapters/observability/logger.ts';
import { parseRuntimeConfig } from '#contracts/runtime-config.ts';
import { startHttpGateway } from '../../local/http-gateway.ts';
import type { HttpGateway, HttpGatewayOptions } from '../../local/http-gateway/options.ts';

const SCRIPT = `export const text = '${'long enough to compress '.repeat(100)}';\n`;
const PAGE = `<!doctype html><title>Airlines</title>${'<p>text</p>'.repeat(200)}`;
let folder: string;
let siteFolder: string;
const gateways: HttpGateway[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'http-gateway-'));
  siteFolder = join(folder, 'dist');
  await mkdir(join(siteFolder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(siteFolder, 'index.html'), PAGE);
  await writeFile(join(siteFolder, 'assets', 'index-Ab3_x-9Z.js'), SCRIPT);
  await writeFile(join(siteFolder, 'assets', 'tiny-Ab3_x-9Z.css'), 'a{}');
  await writeFile(join(siteFolder, 'land.geojson'), '{"type":"FeatureCollection","features":[]}');
  await writeFile(join(siteFolder, '.hidden'), 'hidden');
  await symlink(join(folder, 'secret.txt'), join(siteFolder, 'link.txt'));
});
afterEach(() => Promise.all(gateways.splice(0).map((gateway) => gateway.close())));
afterAll(() => rm(folder, { recursive: true, force: true }));

type Api = (event: APIGatewayProxyEventV2) => Promise<unknown>;

async function start(api: Api, options: Partial<HttpGatewayOptions> = {}): Promise<HttpGateway> {
  const logger = createLogger({ write: () => undefined });
  const gateway = await startHttpGateway({ api, siteFolder, port: 0, logger, ...options });
  gateways.push(gateway);
  return gateway;
}

const noApi: Api = () => Promise.reject(new Error('not to be called'));

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

/** Node's own client: unlike `fetch` it neither tidies paths nor decompresses, and sends any Host. */
function ask(
  gateway: HttpGateway,
  path: string,
  options: RequestOptions & { body?: string | Buffer } = {},
): Promise<Reply> {
  const { body: sent, ...rest } = options;
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: gateway.port, path, agent: false, ...rest }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString() });
      });
    });
    request.on('error', reject);
    request.end(sent);
  });
}

describe('the API', () => {
  it('hands the function an event of payload format 2.0', async () => {
    const events: APIGatewayProxyEventV2[] = [];
    const gateway = await start((event) => {
      events.push(event);
      return Promise.resolve({ statusCode: 200 });
    });
    await ask(gateway, '/api/aircraft/%7Eabc123/track?from=1&tag=a&tag=b%20c&empty=', {
      headers: { 'X-Mixed-Case': 'Yes', cookie: 'one=1; two=2', 'user-agent': 'test' },
    });
    const [event] = events;
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /api/{proxy+}',
      rawPath: '/api/aircraft/%7Eabc123/track',
      rawQueryString: 'from=1&tag=a&tag=b%20c&empty=',
      queryStringParameters: { from: '1', tag: 'a,b c', empty: '' },
      pathParameters: { proxy: 'aircraft/~abc123/track' },
      cookies: ['one=1', 'two=2'],
      headers: {
        'x-mixed-case': 'Yes',
        host: `127.0.0.1:${gateway.port}`,
        'x-forwarded-proto': 'http',
        'x-forwarded-for': '127.0.0.1',
      },
      requestContext: {
        stage: '$default',
        domainName: `127.0.0.1:${gateway.port}`,
        http: {
          method: 'GET',
          path: '/api/aircraft/%7Eabc123/track',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'test',
        },
      },
      isBase64Encoded: false,
    });
    expect(event).not.toHaveProperty('body');
    expect(event?.headers).not.toHaveProperty('cookie');
  });

  it('leads the admin routes to their function, with query and body, and nothing else', async () => {
    const events: APIGatewayProxyEventV2[] = [];
    const taken = (event: APIGatewayProxyEventV2): Promise<unknown> => {
      events.push(event);
      return Promise.resolve({ statusCode: 202 });
    };
    const gateway = await start(() => Promise.resolve({ statusCode: 404 }), { admin: taken });
    const asked: [string, string][] = [
      ['POST', '/api/schedule?origin=FRA&destination=JFK&date=2026-12-01'],
      ['POST', '/api/references'],
      ['GET', '/api/schedule'],
      ['POST', '/api/schedule/'],
      ['POST', '/api/Schedule'],
      ['DELETE', '/api/references'],
    ];
    const body = '{"a":1}';
    const replies = [];
    for (const [method, path] of asked) {
      const options = { method, headers: { 'content-type': 'application/json' }, ...(method === 'POST' && { body }) };
      replies.push((await ask(gateway, path, options)).status);
    }
    expect(replies).toEqual([202, 202, 404, 404, 404, 404]);
    expect(events).toMatchObject([
      {
        routeKey: 'POST /api/schedule',
        rawPath: '/api/schedule',
        queryStringParameters: { origin: 'FRA', destination: 'JFK', date: '2026-12-01' },
        body,
        isBase64Encoded: false,
        requestContext: { routeKey: 'POST /api/schedule', http: { method: 'POST' } },
      },
      { routeKey: 'POST /api/references' },
    ]);
    for (const event of events) expect(event).not.toHaveProperty('pathParameters');
    for (const event of events) expect(event.requestContext).not.toHaveProperty('authorizer');
  });

  it("refuses other sites' pages and names on the admin routes, without the function", async () => {
    const gateway = await start(noApi, { admin: noApi });
    const from = (headers: Record<string, string>): Promise<Reply> =>
      ask(gateway, '/api/references', { method: 'POST', headers });
    expect((await from({ origin: 'https://example.com' })).status).toBe(403);
    expect((await from({ origin: 'null' })).status).toBe(403);
    expect((await from({ host: 'airlines.example.com' })).status).toBe(421);
  });

  it('hands text over as text and anything else as base64', async () => {
    const bodies: unknown[] = [];
    const gateway = await start((event) => {
      bodies.push([event.body, event.isBase64Encoded]);
      return Promise.resolve({ statusCode: 204 });
    });
    const post = (type: string, body: string | Buffer): Promise<Reply> =>
      ask(gateway, '/api/x', { method: 'POST', headers: { 'content-type': type }, body });
    await post('application/json; charset=utf-8', '{"ü":1}');
    await post('application/octet-stream', Buffer.from([0, 255]));
    expect(bodies).toEqual([
      ['{"ü":1}', false],
      ['AP8=', true],
    ]);
  });

  it('answers with status, headers, cookies and a base64 body of the function', async () => {
    const gateway = await start(() =>
      Promise.resolve({
        statusCode: 201,
        headers: { 'Content-Type': 'image/png', 'X-Count': 3, 'Transfer-Encoding': 'chunked' },
        cookies: ['a=1; Secure', 'b=2'],
        body: Buffer.from([1, 2, 255]).toString('base64'),
        isBase64Encoded: true,
      }),
    );
    const reply = await ask(gateway, '/api/x');
    expect(reply.status).toBe(201);
    expect(reply.headers).toMatchObject({
      'content-type': 'image/png',
      'x-count': '3',
      'set-cookie': ['a=1; Secure', 'b=2'],
      'content-length': '3',
    });
    expect([...reply.body]).toEqual([1, 2, 255]);
  });

  it('takes an answer without a status as the JSON body', async () => {
    const gateway = await start(() => Promise.resolve({ hello: 'world' }));
    const reply = await ask(gateway, '/api/x');
    expect([reply.status, reply.headers['content-type'], reply.text]).toEqual([
      200,
      'application/json',
      '{"hello":"world"}',
    ]);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('secret detail'))],
    ['answers an impossible status', () => Promise.resolve({ statusCode: 'teapot' })],
    ['answers more than 6 MB', () => Promise.resolve({ statusCode: 200, body: 'x'.repeat(6 * 1024 * 1024) })],
  ])('answers 500 in the words of API Gateway when the function %s', async (_, api) => {
    const reply = await ask(await start(api), '/api/x');
    expect([reply.status, reply.text]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  it('answers 503 when the function takes too long', async () => {
    const gateway = await start(() => new Promise(() => undefined), { integrationTimeoutMs: 20 });
    const reply = await ask(gateway, '/api/x');
    expect([reply.status, reply.text]).toEqual([503, '{"message":"Service Unavailable"}']);
  });

  it('answers 413 for a request over 10 MB, without the function', async () => {
    const reply = await ask(await start(noApi), '/api/x', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect([reply.status, reply.text]).toEqual([413, '{"message":"Request Entity Too Large"}']);
  });

  it('never answers with the page, whatever the path', async () => {
    const gateway = await start(() => Promise.resolve({ statusCode: 404, body: 'none' }));
    for (const path of ['/api/', '/api/unknown', '/api/flights']) expect((await ask(gateway, path)).text).toBe('none');
    expect((await ask(gateway, '/api')).status).toBe(404);
  });
});

describe('the site', () => {
  it.each(['/', '/flights', '/airports/FRA', '/stats', '/status', '/status/?lang=de'])(
    'answers the page at %s, to be revalidated',
    async (path) => {
      const reply = await ask(await start(noApi), path);
      expect(reply.status).toBe(200);
      expect(reply.text).toBe(PAGE);
      expect(reply.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    },
  );

  it.each(['/unknown', '/assets/gone-12345678.js', '/flights/x', '/airports', '/assets/', '/index.html/'])(
    'answers 404 at %s',
    async (path) => {
      expect((await ask(await start(noApi), path)).status).toBe(404);
    },
  );

  it('lets hashed assets be kept for ever, and other files be revalidated', async () => {
    const gateway = await start(noApi);
    expect((await ask(gateway, '/assets/index-Ab3_x-9Z.js')).headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect((await ask(gateway, '/land.geojson')).headers).toMatchObject({
      'content-type': 'application/geo+json; charset=utf-8',
      'cache-control': 'no-cache',
    });
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['deflate', undefined, (body: Buffer) => body],
  ])('compresses for a client that accepts %s', async (accepted, used, decompress) => {
    const gateway = await start(noApi);
    for (const time of ['first', 'cached']) {
      const reply = await ask(gateway, '/assets/index-Ab3_x-9Z.js', { headers: { 'accept-encoding': accepted } });
      expect([time, reply.headers['content-encoding'], reply.headers.vary]).toEqual([time, used, 'accept-encoding']);
      expect(decompress(reply.body).toString()).toBe(SCRIPT);
    }
  });

  it('sends what the build compressed, unless the file is newer', async () => {
    const path = join(siteFolder, 'assets', 'built-Ab3_x-9Z.js');
    const options = { headers: { 'accept-encoding': 'br' } };
    await writeFile(path, SCRIPT);
    await writeFile(`${path}.br`, brotliCompressSync('from the build'));
    const gateway = await start(noApi);
    const built = await ask(gateway, '/assets/built-Ab3_x-9Z.js', options);
    expect(brotliDecompressSync(built.body).toString()).toBe('from the build');
    await utimes(path, new Date(), new Date(Date.now() + 10_000));
    const newer = await ask(gateway, '/assets/built-Ab3_x-9Z.js', options);
    expect(brotliDecompressSync(newer.body).toString()).toBe(SCRIPT);
  });

  it('leaves what is small as it is', async () => {
    const options = { headers: { 'accept-encoding': 'br' } };
    const reply = await ask(await start(noApi), '/assets/tiny-Ab3_x-9Z.css', options);
    expect([reply.headers['content-encoding'], reply.text]).toEqual([undefined, 'a{}']);
  });

  it('answers 304 to a known tag, which differs by encoding and by content', async () => {
    const gateway = await start(noApi);
    const plain = await ask(gateway, '/');
    const small = await ask(gateway, '/', { headers: { 'accept-encoding': 'br' } });
    expect(plain.headers.etag).not.toBe(small.headers.etag);
    const again = await ask(gateway, '/', { headers: { 'if-none-match': `"other", W/${plain.headers.etag ?? ''}` } });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, plain.headers.etag]);
    await writeFile(join(siteFolder, 'index.html'), `${PAGE} `);
    const changed = await ask(gateway, '/', { headers: { 'if-none-match': plain.headers.etag ?? '' } });
    expect([changed.status, changed.text]).toEqual([200, `${PAGE} `]);
    await writeFile(join(siteFolder, 'index.html'), PAGE);
  });

  it('answers HEAD without a body, and nothing else but GET', async () => {
    const gateway = await start(noApi);
    const head = await ask(gateway, '/', { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, String(PAGE.length), 0]);
    const post = await ask(gateway, '/', { method: 'POST' });
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e%5c..%5csecret.txt',
    '/link.txt',
    '/.hidden',
    '/index.html%00.js',
    '/%',
    '//etc/passwd',
  ])('gives nothing away outside its folder: %s', async (path) => {
    const reply = await ask(await start(noApi), path);
    expect(reply.status).toBe(404);
    expect(reply.text).not.toMatch(/secret|hidden|root:/);
  });

  it('refuses a request that names no path', async () => {
    const gateway = await start(noApi);
    const reply = await new Promise<string>((resolve) => {
      const socket = connect(gateway.port, '127.0.0.1');
      socket.write(`GET http://127.0.0.1:${gateway.port}/ HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`);
      socket.once('data', (data) => {
        socket.destroy();
        resolve(data.toString());
      });
    });
    expect(reply).toContain('400 Bad Request');
  });

  it('forbids inline script, other hosts and frames, and allows its WebSocket', async () => {
    const gateway = await start(noApi);
    const { headers } = await ask(gateway, '/');
    const policy = String(headers['content-security-policy']);
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self'",
        `connect-src 'self' ws://127.0.0.1:${gateway.port}/ws`,
        "worker-src 'self'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  });

  it('writes /config.json for the host that was asked', async () => {
    const gateway = await start(noApi);
    const reply = await ask(gateway, '/config.json', { headers: { host: `localhost:${gateway.port}` } });
    expect(parseRuntimeConfig(JSON.parse(reply.text))).toEqual({ websocketUrl: `ws://localhost:${gateway.port}/ws` });
    expect(reply.headers['cache-control']).toBe('no-cache');
    const other = await start(noApi, { runtimeConfig: { websocketUrl: 'wss://live.example/live' } });
    expect(JSON.parse((await ask(other, '/config.json')).text)).toEqual({ websocketUrl: 'wss://live.example/live' });
  });
});

describe('other sites', () => {
  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1'])('are refused as Host %j', async (host) => {
    const gateway = await start(noApi);
    for (const path of ['/', '/api/x', '/config.json']) {
      expect((await ask(gateway, path, { headers: { host } })).status).toBe(421);
    }
  });

  it('are accepted as Host where listed', async () => {
    const gateway = await start(noApi, { allowedHosts: ['airlines.test'] });
    expect((await ask(gateway, '/', { headers: { host: 'airlines.test' } })).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('are refused as Origin of %s', async (method) => {
    const gateway = await start(noApi);
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1']) {
      expect((await ask(gateway, '/api/x', { method, headers: { origin } })).status).toBe(403);
    }
  });

  it('may not be mistaken for the own one, or one that is listed', async () => {
    const gateway = await start(() => Promise.resolve({ statusCode: 202 }), {
      allowedOrigins: ['https://ours.example'],
    });
    for (const origin of [gateway.url, `http://localhost:${gateway.port}`, 'https://ours.example']) {
      expect((await ask(gateway, '/api/x', { method: 'POST', headers: { origin } })).status).toBe(202);
    }
    expect((await ask(gateway, '/api/x', { method: 'POST' })).status).toBe(202);
  });
});

describe('upgrades', () => {
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };

  it('go to the WebSocket gateway at /ws only', async () => {
    const paths: (string | undefined)[] = [];
    const gateway = await start(noApi, {
      websocket: {
        handleUpgrade: (request, socket) => {
          paths.push(request.url);
          socket.end('HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n');
        },
      },
    });
    expect((await ask(gateway, '/ws?x=1', { headers: upgrade })).status).toBe(418);
    expect((await ask(gateway, '/other', { headers: upgrade })).status).toBe(404);
    expect(paths).toEqual(['/ws?x=1']);
  });

  it('end when the gateway closes', async () => {
    let taken = (): void => undefined;
    const upgraded = new Promise<void>((resolve) => (taken = resolve));
    const gateway = await start(noApi, { websocket: { handleUpgrade: () => taken() } });
    const reply = ask(gateway, '/ws', { headers: upgrade });
    const failed = expect(reply).rejects.toThrow();
    await upgraded;
    await gateway.close();
    await failed;
  });
});

it('says that its port is taken', async () => {
  const { port } = await start(noApi);
  await expect(start(noApi, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
