import { once } from 'node:events';
import { createServer } from 'node:http';

export interface OperationsServer {
  /** What it answers by the path below `operations`, `schedules/FRA/JFK/2026-12-01`; other paths have nothing: 404. */
  readonly answers: Map<string, unknown>;
  readonly url: string;
  /** Paths asked for, tokens left out. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** Serves answers of the operations over HTTP as the API does: all of one on its first page, 404 beyond. */
export async function startOperationsServer(): Promise<OperationsServer> {
  const asked: string[] = [];
  const answers = new Map<string, unknown>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://server');
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (url.pathname.endsWith('/oauth/token')) {
      send(200, { access_token: 'token', token_type: 'bearer', expires_in: 21_600 });
      return;
    }
    const path = url.pathname.replace('/v1/operations/', '');
    asked.push(path);
    const answer = answers.get(path);
    const isFirst = Number(url.searchParams.get('offset') ?? 0) === 0;
    if (answer !== undefined && isFirst) send(200, answer);
    else send(404, { ProcessingErrors: { ProcessingError: { '@RetryIndicator': false, Code: '2021' } } });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    answers,
    asked,
    url: `http://127.0.0.1:${address.port}/v1`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
