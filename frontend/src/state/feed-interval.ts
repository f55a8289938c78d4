import type { ServerStatus } from '../api/client.ts';

/** How often a feed delivers, ms; 0 where the server hasn't said. */
export function feedIntervalMs(status: ServerStatus | null, feed: string): number {
  return status?.feeds.find((one) => one.feed === feed)?.intervalMs ?? 0;
}
