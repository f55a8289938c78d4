import { expect, test } from 'vitest';
import { startHealthServer } from '../../../services/position-producer/health-server.ts';
import { aFeedStatus } from '../../fixtures/feeds.ts';

test('a health check is answered with how the feeds do, on this machine only', async () => {
  const server = await startHealthServer(0, () => [
    aFeedStatus({ _id: 'readsb', health: 'failing', reason: 'HTTP 503' }),
  ]);
  const response = await fetch(`http://127.0.0.1:${server.port}/`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ feeds: [{ feed: 'readsb', health: 'failing', reason: 'HTTP 503' }] });
  server.close();
});

test('a port that is taken is an error', async () => {
  const server = await startHealthServer(0, () => []);
  await expect(startHealthServer(server.port, () => [])).rejects.toThrow(/EADDRINUSE/);
  server.close();
});
