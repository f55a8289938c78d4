import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A receiver's BaseStation port on 127.0.0.1, which sends what a test says to whoever is connected. */
export interface SbsServer {
  readonly host: string;
  readonly port: number;
  /** Connections so far. */
  connections(): number;
  /** Those that are open. */
  open(): number;
  /** Resolves when it is handed over to the network. */
  send(text: string): Promise<void>;
  /** As fast as it is read, until the connection ends. */
  flood(text: string): void;
  /** Ends the open connections, by a reset where asked. */
  drop(reset?: boolean): void;
  close(): Promise<void>;
}

export async function startSbsServer(): Promise<SbsServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    connections: () => connections,
    open: () => sockets.size,
    send: async (text) => {
      await Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.write(text, resolve))));
    },
    flood: (text) => {
      for (const socket of sockets) {
        const more = (): void => {
          while (!socket.destroyed && socket.write(text));
          if (!socket.destroyed) socket.once('drain', more);
        };
        more();
      }
    },
    drop: (reset = false) => {
      for (const socket of sockets) {
        if (reset) socket.resetAndDestroy();
        else socket.end();
      }
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Fields of a line by their numbers in the format, 5 the address; the rest stays empty. */
export function sbsLine(kind: number, fields: Readonly<Record<number, string | number>>): string {
  const line = Array.from({ length: 22 }, (_, index) => String(fields[index + 1] ?? ''));
  line.splice(0, 4, 'MSG', String(kind), '1', '1');
  return `${line.join(',')}\r\n`;
}

/** Fields of date and time, as a receiver that keeps UTC writes them. */
export function stampOf(atMs: number): Readonly<Record<number, string>> {
  const [date = '', time = ''] = new Date(atMs).toISOString().slice(0, 23).split('T');
  return { 7: date.replaceAll('-', '/'), 8: time, 9: date.replaceAll('-', '/'), 10: time };
}
