import { describe, expect, test } from 'vitest';
import { problemSchema } from '#contracts/http-api.ts';
import { aPosition } from '../../../fixtures/positions.ts';
import { createTestApp } from '../test-app.ts';

async function problemOf(response: Response) {
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

describe('the HTTP API refuses', () => {
  test.each([
    '/',
    '/api',
    '/api/flights/1',
    '/api/statistics?from=FRA',
    '/api/airports/FRA',
    '/api/aircrafts',
    '/api/aircraft/3c664e/track/1',
    '/api/positions/',
    '/api/%E0%A4%A',
  ])('%s with 404', async (path) => {
    const problem = await problemOf(await createTestApp().app.request(path));
    expect(problem).toMatchObject({ type: '/problems/not-found', status: 404, instance: path.split('?')[0] });
    expect(problem.detail).toContain('/api/openapi.json');
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s on a known path with 405 and Allow', async (method) => {
    for (const path of [
      '/api/positions',
      '/api/aircraft/3c664e',
      '/api/flights',
      '/api/airports/FRA/board',
      '/api/status',
    ]) {
      const response = await createTestApp().app.request(path, { method });
      expect(response.headers.get('Allow')).toBe('GET, HEAD');
      expect(await problemOf(response)).toMatchObject({ type: '/problems/method-not-allowed', status: 405 });
    }
  });

  test('POST on an unknown path with 404', async () => {
    expect((await createTestApp().app.request('/api/unknown', { method: 'POST' })).status).toBe(404);
  });

  test.each(['GET', 'DELETE'])(
    '%s on an admin path with 405, which another function answers to POST',
    async (method) => {
      for (const path of ['/api/schedule', '/api/references']) {
        const response = await createTestApp().app.request(path, { method });
        expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST']);
      }
    },
  );

  test.each(['/api/positions', '/api/aircraft/3c664e', '/api/aircraft/3c664e/track', '/api/status'])(
    '%s with 503 and Retry-After while the database is away, and answers when it is back',
    async (path) => {
      const { app, store, logger } = createTestApp({ positions: [aPosition()] });
      store.failure = new Error('away');
      const response = await app.request(path);
      expect(response.headers.get('Retry-After')).toBe('10');
      expect(await problemOf(response)).toMatchObject({ type: '/problems/unavailable', status: 503 });
      expect(logger.lines.map((line) => line['level'])).toEqual(['warn']);
      store.failure = null;
      expect((await app.request(path)).status).toBe(200);
    },
  );

  test('an unexpected failure with 500, whose text stays in the log', async () => {
    const { app, store, logger } = createTestApp();
    store.failure = new Error('mongodb://user:secret@host failed');
    const response = await app.request('/api/positions', { headers: { 'Accept-Encoding': 'identity' } });
    const text = await response.clone().text();
    expect(text).not.toMatch(/secret|mongodb|\.ts|at /);
    expect(await problemOf(response)).toMatchObject({ type: '/problems/internal', status: 500 });
    expect(JSON.stringify(logger.lines)).toContain('request failed');
  });

  test('nothing that its host can cure: the error reaches it', async () => {
    const { app, store } = createTestApp();
    store.failure = new Error('bad password');
    await expect(app.request('/api/positions')).rejects.toThrow('bad password');
  });

  test('HEAD is GET without its content', async () => {
    const { app } = createTestApp();
    const response = await app.request('/api/positions', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('ETag')).toMatch(/^W\//);
    expect(await response.text()).toBe('');
  });
});
