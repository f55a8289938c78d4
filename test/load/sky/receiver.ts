import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MovingSky } from './moving-sky.ts';

/** A receiver's web server on this machine. */
export interface Receiver {
  /** Address of its `aircraft.json`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves a sky as it is at the moment of each request. */
export async function startReceiver(sky: MovingSky): Promise<Receiver> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(sky.pictureAt(Date.now()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/data/aircraft.json`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
