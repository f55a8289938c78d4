import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parseJsonObject } from '#contracts/read.ts';
import { answerEvent } from '../../../lambdas/http-api/payload.ts';
import { createTestApp, manyAircraft } from './test-app.ts';

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
}

function anEvent(path: string, { method = 'GET', headers = {}, query = '' }: Asked = {}): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers: { host: '127.0.0.1:8080', ...headers },
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: '127.0.0.1',
      domainPrefix: '',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
      requestId: '1',
      routeKey: '$default',
      stage: '$default',
      time: '24/Nov/2026:05:00:00 +0000',
      timeEpoch: 0,
    },
    isBase64Encoded: false,
  };
}

function appOf(count: number) {
  const { app } = createTestApp({ positions: manyAircraft(count) });
  return { fetch: (request: Request) => app.request(request.url.slice(new URL(request.url).origin.length), request) };
}

describe('answerEvent()', () => {
  test('passes path, query and headers on, and gives the answer as text', async () => {
    const result = await answerEvent(appOf(3), anEvent('/api/positions', { query: 'bbox=-180,-90,180,90' }));
    expect(result).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(result.headers).toMatchObject({ 'content-type': 'application/json', vary: 'Accept, Accept-Encoding' });
    expect(parseJsonObject(result.body ?? '')['positions']).toHaveLength(3);
  });

  test('a compressed answer is base64', async () => {
    const event = anEvent('/api/positions', { headers: { 'accept-encoding': 'gzip' } });
    const result = await answerEvent(appOf(100), event);
    expect(result.isBase64Encoded).toBe(true);
    expect(result.headers?.['content-encoding']).toBe('gzip');
    const text = gunzipSync(Buffer.from(result.body ?? '', 'base64')).toString();
    expect(parseJsonObject(text)['positions']).toHaveLength(100);
  });

  test('a refused query stays as it was written', async () => {
    const result = await answerEvent(appOf(1), anEvent('/api/positions', { query: 'bbox=%3Cscript%3E' }));
    expect(result.statusCode).toBe(400);
    expect(result.body).not.toContain('script');
  });

  test('a path cannot name another host', async () => {
    const result = await answerEvent(appOf(1), anEvent('//example.com/api/positions'));
    expect(result.statusCode).toBe(404);
  });

  test.each([
    ['a method that the web forbids', anEvent('/api/positions', { method: 'TRACE' })],
    ['a header that cannot be one', anEvent('/api/positions', { headers: { 'x-name': 'Zürich – Wien' } })],
  ])('%s is 400', async (_case, event) => {
    const result = await answerEvent(appOf(1), event);
    expect(result.statusCode).toBe(400);
    expect(result.headers?.['content-type']).toBe('application/problem+json');
  });
});
