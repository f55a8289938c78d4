import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** Lets containers of this machine reach what listens on 127.0.0.1 here. */
export interface MachineRelay {
  /**
   * Passes on what comes to the same port of the relay's own address. A port that is open already stays so.
   * @throws Error where the address isn't this machine's
   */
  open(port: number): Promise<void>;
  close(): Promise<void>;
}

/** Of one port at one time; functions have a few each. */
const MOST_CONNECTIONS = 512;

/**
 * @param host address of this machine on the containers' own network. No other machine has a way to that network, unless
 * somebody makes one.
 */
export function createMachineRelay(host: string): MachineRelay {
  const servers = new Map<number, Promise<Server>>();
  const sockets = new Set<Socket>();

  const hold = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };
  const relay = (incoming: Socket, port: number): void => {
    const outgoing = connect({ host: '127.0.0.1', port });
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      hold(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  };
  const listen = async (port: number): Promise<Server> => {
    const server = createServer((incoming) => relay(incoming, port));
    server.maxConnections = MOST_CONNECTIONS;
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return server;
  };

  return {
    async open(port) {
      const opening = servers.get(port) ?? listen(port);
      servers.set(port, opening);
      try {
        await opening;
      } catch (error) {
        servers.delete(port);
        throw new Error(`containers can't be let to port ${port} of this machine on ${host}`, { cause: error });
      }
    },
    async close() {
      const listening = await Promise.all(servers.values());
      servers.clear();
      const closed = listening.map((server) => once(server, 'close'));
      for (const server of listening) server.close();
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}
