import { expect, test } from 'vitest';
import { createConnectionPace } from '#adapters/kafka/connection-pace.ts';
import { mskIamAuth } from '#adapters/kafka/msk-auth.ts';

test('connections that are wanted at once are made one after the other, and one that is alone at once', async () => {
  const state = { nowMs: 1000 };
  const waits: number[] = [];
  const pace = createConnectionPace({
    intervalMs: 300,
    clock: () => state.nowMs,
    sleep: async (ms) => void waits.push(ms),
  });
  await Promise.all([pace(), pace(), pace()]);
  expect(waits).toEqual([300, 600]);
  state.nowMs = 1900;
  await pace();
  state.nowMs = 2199;
  await pace();
  expect(waits).toEqual([300, 600, 1]);
});

test('every connection with IAM waits for its turn before it is given a token', async () => {
  const { sasl } = mskIamAuth('eu-central-1', () => Promise.reject(new Error('not your turn')));
  if (!sasl || !('oauthBearerProvider' in sasl)) throw new Error('no token provider');
  await expect(sasl.oauthBearerProvider()).rejects.toThrow('not your turn');
});
