import { expect, test } from 'vitest';
import { createTokens } from '../../../local/lufthansa-stub/tokens.ts';

const form = (secret: string): URLSearchParams =>
  new URLSearchParams({ client_id: 'me', client_secret: secret, grant_type: 'client_credentials' });

function tokenOf(reply: { readonly body: unknown }): string {
  return String(Reflect.get(Object(reply.body), 'access_token'));
}

test('a token ends when its time is over', () => {
  let nowMs = 0;
  const tokens = createTokens({ clients: null, expiresInS: 10, clock: () => nowMs });
  const bearer = `Bearer ${tokenOf(tokens.issue(form('sample')))}`;
  nowMs = 9999;
  expect(tokens.clientOf(bearer)).toBe('me');
  nowMs = 10_000;
  expect(tokens.clientOf(bearer)).toBeNull();
});

test('named clients need their own secret', () => {
  const tokens = createTokens({ clients: { me: 'mine' }, expiresInS: 10, clock: () => 0 });
  expect(tokens.issue(form('sample')).status).toBe(401);
  expect(tokens.issue(form('mine')).status).toBe(200);
});
