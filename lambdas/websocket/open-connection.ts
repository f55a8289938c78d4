import type { WebsocketEvent, WebsocketResponse } from '#contracts/websocket-event.ts';

/** Port: the connections that are open. */
export interface OpenConnections {
  countOpen(nowMs: number, limit: number): Promise<number>;
  add(connectionId: string, connectedAtMs: number, expiresAtMs: number): Promise<void>;
}

export interface OpenConnectionOptions {
  readonly connections: OpenConnections;
  readonly clock: () => number;
  readonly allowedOrigins: readonly string[];
  readonly maxConnections: number;
}

/** API Gateway ends a connection after two hours; a record whose `$disconnect` was lost goes a little later. */
export const CONNECTION_LIFETIME_MS = 2 * 3_600_000 + 5 * 60_000;

/**
 * `$connect`: 403 for a foreign web page, 503 when full. The count isn't locked, so connections that open in the same
 * instant may exceed the maximum by as many.
 */
export async function openConnection(
  event: WebsocketEvent,
  { connections, clock, allowedOrigins, maxConnections }: OpenConnectionOptions,
): Promise<WebsocketResponse> {
  if (event.origin !== null && !allowedOrigins.includes(event.origin)) {
    return { statusCode: 403, body: 'this origin may not connect' };
  }
  if ((await connections.countOpen(clock(), maxConnections)) >= maxConnections) {
    return { statusCode: 503, body: 'too many connections: try again later' };
  }
  await connections.add(event.connectionId, event.connectedAtMs, event.connectedAtMs + CONNECTION_LIFETIME_MS);
  return { statusCode: 200 };
}
