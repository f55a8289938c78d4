import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiProxy } from '../../../local/aws/api-proxy.ts';
import { readBody } from '../../../local/read-body.ts';
import { startHttpGateway } from '../../../local/http-gateway.ts';
import type { HttpGateway } from '../../../local/http-gateway/options.ts';
import { createLogger } from '#adapters/observability/logger.ts';

let api: Server;
let gateway: HttpGateway;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
beforeEach(async () => {
  api = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(api, 'listening');
  const { port } = api.address() as AddressInfo;
  gateway = await startHttpGateway({
    api: apiProxy(`http://127.0.0.1:${port}/_aws/execute-api/1a2b/$default/`),
    siteFolder: '.',
    port: 0,
    logger: createLogger({ write: () => undefined }),
  });
});
afterEach(async () => {
  await gateway.close();
  api.closeAllConnections();
  api.close();
});

describe('what the site is asked below /api/', () => {
  it('reaches the deployed API as it was asked', async () => {
    let seen: unknown;
    answer = (request, response) => {
      void readBody(request, 1000).then((body) => {
        const { method, url, headers } = request;
        seen = { method, url, body: body?.toString(), type: headers['content-type'], accept: headers['accept'] };
        response.writeHead(202, { 'content-type': 'application/json', 'x-run': '7' }).end('{"runId":"é"}');
      });
    };
    const response = await fetch(`${gateway.url}/api/schedule?origin=FRA&date=2026-12-01`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: '{"a":"ü"}',
    });
    expect(seen).toEqual({
      method: 'POST',
      url: '/_aws/execute-api/1a2b/$default/api/schedule?origin=FRA&date=2026-12-01',
      body: '{"a":"ü"}',
      type: 'application/json',
      accept: 'application/json',
    });
    expect(response.status).toBe(202);
    expect(response.headers.get('x-run')).toBe('7');
    expect(await response.json()).toEqual({ runId: 'é' });
  });

  it('is answered in the bytes of the API, compressed ones as they are', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync('{"positions":[]}'));
    };
    const response = await fetch(`${gateway.url}/api/positions`);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.json()).toEqual({ positions: [] });
  });

  it('is an error of the server where the API is gone or answers too much', async () => {
    answer = (_request, response) => response.destroy();
    expect((await fetch(`${gateway.url}/api/positions`)).status).toBe(500);
    answer = (_request, response) => void response.end(Buffer.alloc(6 * 1024 * 1024 + 1, 'x'));
    expect((await fetch(`${gateway.url}/api/positions`)).status).toBe(500);
  });
});
