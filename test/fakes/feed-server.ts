import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type FeedAnswer = (response: ServerResponse, request: IncomingMessage) => void;

export interface FeedServer {
  readonly url: string;
  /** Requests so far. */
  requests(): number;
  answerWith(answer: FeedAnswer): void;
  close(): Promise<void>;
}

/** A real HTTP server on 127.0.0.1 that answers as a test says; until then with 500. */
export async function startFeedServer(): Promise<FeedServer> {
  let count = 0;
  let answer: FeedAnswer = (response) => void response.writeHead(500).end();
  const server = createServer((request, response) => {
    count += 1;
    answer(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/data/aircraft.json`,
    requests: () => count,
    answerWith: (next) => void (answer = next),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export const json =
  (body: unknown): FeedAnswer =>
  (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** Never answers. */
export const silence: FeedAnswer = () => undefined;

export const webPage: FeedAnswer = (response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title>');

export const nothing: FeedAnswer = (response) => void response.writeHead(200).end();

export const tooManyRequests =
  (retryAfterS: number): FeedAnswer =>
  (response) =>
    void response.writeHead(429, { 'retry-after': String(retryAfterS) }).end();

/** Goes on for ever, as fast as it is read. */
export const endless: FeedAnswer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => {
    while (!response.destroyed && response.write(' '.repeat(65_536)));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};
