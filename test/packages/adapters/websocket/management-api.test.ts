import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ApiGatewayManagementApiClient,
  GoneException,
  LimitExceededException,
  PayloadTooLargeException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createManagementApi } from '#adapters/websocket/management-api.ts';

describe('management API', () => {
  const sdk = mockClient(ApiGatewayManagementApiClient);
  const api = createManagementApi({ endpoint: 'http://127.0.0.1:9/live' });
  afterEach(() => sdk.reset());
  afterAll(() => sdk.restore());

  it('posts the text to the connection', async () => {
    sdk.on(PostToConnectionCommand).resolves({});
    await api.post('abc=', '{"type":"pong"}');
    const calls = sdk.commandCalls(PostToConnectionCommand);
    expect(calls.map(({ args }) => args[0].input)).toEqual([{ ConnectionId: 'abc=', Data: '{"type":"pong"}' }]);
  });

  const answer = (httpStatusCode: number) => ({ message: 'x', $metadata: { httpStatusCode } });
  it.each([
    ['gone', new GoneException(answer(410))],
    ['throttled', new LimitExceededException(answer(429))],
    ['too_large', new PayloadTooLargeException(answer(413))],
    ['gone', Object.assign(new Error('another name'), { $metadata: { httpStatusCode: 410 } })],
    ['failed', Object.assign(new Error('no'), { $metadata: { httpStatusCode: 403 } })],
    ['failed', Object.assign(new Error('GoneException by name only'), { name: 'GoneException' })],
    ['failed', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', $metadata: {} })],
    ['timeout', Object.assign(new Error('slow'), { name: 'TimeoutError' })],
    ['timeout', Object.assign(new Error('aborted'), { name: 'AbortError' })],
  ])('reports %s by the HTTP status of the answer', async (code, error) => {
    sdk.on(PostToConnectionCommand).rejects(error);
    await expect(api.post('abc=', '{}')).rejects.toMatchObject({ name: 'ConnectionPostError', code });
    expect(sdk.commandCalls(PostToConnectionCommand)).toHaveLength(1);
  });
});

describe('management API over a socket', () => {
  it('needs no keys for a gateway on this machine and posts once when throttled', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.writeHead(429).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const api = createManagementApi({ endpoint: `http://127.0.0.1:${port}/live` });
    await expect(api.post('abc=', '{}')).rejects.toMatchObject({ code: 'throttled', retriable: true });
    expect(requests).toBe(1);
    api.close();
    server.close();
  });

  it('gives up a post that nobody answers', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const api = createManagementApi({ endpoint: `http://127.0.0.1:${port}/live`, timeoutMs: 50 });
    await expect(api.post('abc=', '{}')).rejects.toMatchObject({ code: 'timeout', retriable: false });
    api.close();
    server.closeAllConnections();
    server.close();
  });
});
