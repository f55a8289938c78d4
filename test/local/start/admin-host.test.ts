import { expect, it } from 'vitest';
import { createAdminHost } from '../../../local/start/admin-host.ts';
import { createRecordingLogger } from '../../fakes/recording-logger.ts';
import { anHttpEvent } from '../../fixtures/http-event.ts';

it('tells operators why it does not work yet, and lets nobody else in', async () => {
  const notYet = { reason: 'it is only just starting', retryAfterMs: 10_000 };
  const host = createAdminHost({ adminToken: 'token', notYet, logger: createRecordingLogger() });
  const post = (authorization: string) =>
    host.handler(anHttpEvent('/api/references', { method: 'POST', headers: { authorization } }));
  expect(await post('Bearer token')).toMatchObject({
    statusCode: 503,
    headers: { 'Retry-After': '10' },
    body: expect.stringContaining(notYet.reason) as unknown,
  });
  expect(await post('Bearer else')).toMatchObject({ statusCode: 401 });
  await host.close();
});
