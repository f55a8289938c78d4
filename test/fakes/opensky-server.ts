import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FeedAnswer } from './feed-server.ts';

export interface OpenSkyServer {
  readonly baseUrl: URL;
  readonly tokenUrl: URL;
  /** Queries of `/states/all` so far, and with which token. */
  readonly asked: readonly { readonly query: string; readonly token: string | null }[];
  /** Forms sent for a token so far. */
  readonly logins: readonly string[];
  /** What flies: `time` in epoch seconds, and rows as OpenSky writes them. */
  show(timeS: number, states: readonly unknown[] | null): void;
  /** Credits left, told with every answer; null tells none. */
  leave(credits: number | null): void;
  /** Takes no token that it gave so far. */
  revoke(): void;
  /** Answers the next request for states with this instead. */
  failOnce(answer: FeedAnswer): void;
  /** Answers the next request for a token with this instead. */
  failLoginOnce(answer: FeedAnswer): void;
  close(): Promise<void>;
}

/** Speaks `/states/all` and OAuth2's client credentials as OpenSky does; the client is `me` with the secret `s3cret`. */
export async function startOpenSkyServer(): Promise<OpenSkyServer> {
  const asked: { query: string; token: string | null }[] = [];
  const logins: string[] = [];
  const failures: FeedAnswer[] = [];
  const loginFailures: FeedAnswer[] = [];
  let body: unknown = { time: 0, states: null };
  let remaining: number | null = null;
  let valid = 'token-1';

  const login: FeedAnswer = (response, request) => {
    void bodyOf(request).then((form) => {
      logins.push(form);
      const failure = loginFailures.shift();
      if (failure !== undefined) {
        failure(response, request);
        return;
      }
      const { client_id: id, client_secret: secret } = Object.fromEntries(new URLSearchParams(form));
      if (id !== 'me' || secret !== 's3cret') return void response.writeHead(401).end();
      const answer = { access_token: valid, expires_in: 1800, token_type: 'Bearer' };
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  };

  const states: FeedAnswer = (response, request) => {
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? null;
    asked.push({ query: request.url?.split('?')[1] ?? '', token });
    const failure = failures.shift();
    if (failure !== undefined) {
      failure(response, request);
      return;
    }
    if (token !== null && token !== valid) return void response.writeHead(401).end();
    const left = remaining === null ? {} : { 'X-Rate-Limit-Remaining': String(remaining) };
    return void response.writeHead(200, { 'content-type': 'application/json', ...left }).end(JSON.stringify(body));
  };

  const server = createServer((request, response) => {
    if (request.url === '/token' && request.method === 'POST') login(response, request);
    else if (request.url?.startsWith('/api/states/all?') === true) states(response, request);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl: new URL(`${origin}/api`),
    tokenUrl: new URL(`${origin}/token`),
    asked,
    logins,
    show: (timeS, rows) => void (body = { time: timeS, states: rows }),
    leave: (credits) => void (remaining = credits),
    revoke: () => void (valid = `token-${Number(valid.slice(6)) + 1}`),
    failOnce: (answer) => void failures.push(answer),
    failLoginOnce: (answer) => void loginFailures.push(answer),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}
