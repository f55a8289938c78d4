import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findFreePort, isPortFree } from '../../../local/processes/free-port.ts';

const servers: Server[] = [];
async function occupy(): Promise<number> {
  const port = await findFreePort(null);
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return port;
}
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('finding a free port', () => {
  it('takes the preferred one where it is free', async () => {
    const port = await findFreePort(null);
    expect(await findFreePort(port)).toBe(port);
  });

  it('takes another where the preferred one is taken', async () => {
    const port = await occupy();
    expect(await isPortFree(port)).toBe(false);
    const found = await findFreePort(port);
    expect(found).not.toBe(port);
    expect(await isPortFree(found)).toBe(true);
  });

  it('stays below the ports that outgoing connections use', async () => {
    expect(await findFreePort(0, () => 0.999_999)).toBeLessThan(32_768);
  });

  it('gives up after a bounded number of guesses', async () => {
    const port = await occupy();
    const always = (): number => (port - 20_000) / 12_000 + 1e-9;
    await expect(findFreePort(null, always)).rejects.toThrow('no free port');
  });
});
