import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createMachineRelay, type MachineRelay } from '../../../local/aws/machine-relay.ts';

/** Another address of the loopback interface stands for the one that containers see. */
const HOST = '127.0.0.2';
let server: Server | undefined;
let relay: MachineRelay;

afterEach(async () => {
  await relay.close();
  server?.close();
  server = undefined;
});

async function listen(): Promise<number> {
  server = createServer((socket) => socket.end('from this machine'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function read(port: number): Promise<string> {
  const socket = connect({ host: HOST, port });
  let text = '';
  socket.on('data', (bytes) => (text += bytes.toString()));
  await once(socket, 'close');
  return text;
}

describe('the relay for containers', () => {
  it('passes a port that is opened on, and no other', async () => {
    const port = await listen();
    relay = createMachineRelay(HOST);
    await expect(read(port)).rejects.toThrow(/ECONNREFUSED/);
    await relay.open(port);
    await relay.open(port);
    expect(await read(port)).toBe('from this machine');
  });

  it('ends a connection to what no longer listens, and can be used for the next', async () => {
    const port = await listen();
    relay = createMachineRelay(HOST);
    await relay.open(port);
    server?.close();
    expect(await read(port)).toBe('');
    server = createServer((socket) => socket.end('again'));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await read(port)).toBe('again');
  });

  it('says that an address is not of this machine', async () => {
    relay = createMachineRelay('192.0.2.1');
    await expect(relay.open(9)).rejects.toThrow("containers can't be let to port 9 of this machine on 192.0.2.1");
    await expect(relay.open(9)).rejects.toThrow(/192\.0\.2\.1/);
  });

  it('lets go of its ports when it is closed', async () => {
    const port = await listen();
    relay = createMachineRelay(HOST);
    await relay.open(port);
    await relay.close();
    await expect(read(port)).rejects.toThrow(/ECONNREFUSED/);
  });
});
