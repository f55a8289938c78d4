import { createServer } from 'node:http';
import type { FeedStatus } from '#contracts/feed-status.ts';

export interface HealthServer {
  readonly port: number;
  close(): void;
}

/**
 * Answers a container's health check on 127.0.0.1 with 200 and how the feeds do. It fails by not answering, when the
 * process hangs: a feed or a broker that is away is no reason to restart, since nothing would be cured by it.
 * @param port 0 takes a free one
 */
export function startHealthServer(port: number, statuses: () => readonly FeedStatus[]): Promise<HealthServer> {
  const server = createServer((_request, response) => {
    const feeds = statuses().map(({ _id, health, reason, aircraft }) => ({ feed: _id, health, reason, aircraft }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ feeds }));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () => server.close(),
      });
    });
  });
}
