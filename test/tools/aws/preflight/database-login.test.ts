import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { logIn } from '../../../../tools/aws/preflight/database-login.ts';

/** A port that nothing listens on. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test.each([
  ['mongodb://airlines:hun ter2@', 'malformed'],
  ['mongodb://airlines:hunter2@127.0.0.1:99999/', 'malformed'],
  ['mongodb://airlines:hunter2@127.0.0.1/?authMechanism=NONE', 'malformed'],
])('an address such as %s is %s, and is not told on', async (uri, kind) => {
  const error: unknown = await logIn({ by: 'uri', uri }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'LoginError', kind });
  expect(String(error)).not.toContain('hunter2');
});

test('a server that does not answer is unreachable', async () => {
  const uri = `mongodb://airlines:hunter2@127.0.0.1:${await closedPort()}/?directConnection=true`;
  await expect(logIn({ by: 'uri', uri }, 100)).rejects.toMatchObject({ kind: 'unreachable' });
});
