import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parseJsonObject } from '#contracts/read.ts';
import { answerEvent } from '../../../../lambdas/http-api/answers/payload.ts';
import { anHttpEvent } from '../../../fixtures/http-event.ts';
import { createTestApp, manyAircraft } from '../test-app.ts';

function appOf(count: number) {
  const { app } = createTestApp({ positions: manyAircraft(count) });
  return { fetch: (request: Request) => app.request(request.url.slice(new URL(request.url).origin.length), request) };
}

describe('answerEvent()', () => {
  test('passes path, query and headers on, and gives the answer as text', async () => {
    const result = await answerEvent(appOf(3), anHttpEvent('/api/positions', { query: 'bbox=-180,-90,180,90' }));
    expect(result).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(result.headers).toMatchObject({ 'content-type': 'application/json', vary: 'Accept, Accept-Encoding' });
    expect(parseJsonObject(result.body ?? '')['positions']).toHaveLength(3);
  });

  test('a compressed answer is base64', async () => {
    const event = anHttpEvent('/api/positions', { headers: { 'accept-encoding': 'gzip' } });
    const result = await answerEvent(appOf(100), event);
    expect(result.isBase64Encoded).toBe(true);
    expect(result.headers?.['content-encoding']).toBe('gzip');
    const text = gunzipSync(Buffer.from(result.body ?? '', 'base64')).toString();
    expect(parseJsonObject(text)['positions']).toHaveLength(100);
  });

  test('a refused query stays as it was written', async () => {
    const result = await answerEvent(appOf(1), anHttpEvent('/api/positions', { query: 'bbox=%3Cscript%3E' }));
    expect(result.statusCode).toBe(400);
    expect(result.body).not.toContain('script');
  });

  test('a path cannot name another host', async () => {
    const result = await answerEvent(appOf(1), anHttpEvent('//example.com/api/positions'));
    expect(result.statusCode).toBe(404);
  });

  test.each([
    ['a method that the web forbids', anHttpEvent('/api/positions', { method: 'TRACE' })],
    ['a header that cannot be one', anHttpEvent('/api/positions', { headers: { 'x-name': 'Zürich – Wien' } })],
  ])('%s is 400', async (_case, event) => {
    const result = await answerEvent(appOf(1), event);
    expect(result.statusCode).toBe(400);
    expect(result.headers?.['content-type']).toBe('application/problem+json');
  });
});
