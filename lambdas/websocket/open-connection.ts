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
  /** Port: origin of the site, which may connect too, or null while there is none yet. Null where no site is expected. */
  readonly siteOrigin: (() => Promise<string | null>) | null;
  readonly maxConnections: number;
}

/** API Gateway ends a connection after two hours; a record whose `$disconnect` was lost goes a little later. */
export const CONNECTION_LIFETIME_MS = 2 * 3_600_000 + 5 * 60_000;

/**
 * `$connect`: 403 for a foreign web page. 503 when full, and for whoever isn't of an allowed origin while the site that is
 * expected has none: until then it isn't known which page is ours, and there is nothing to look at without it. The count
 * isn't locked, so connections that open in the same instant may exceed the maximum by as many.
 */
export async function openConnection(
  event: WebsocketEvent,
  options: OpenConnectionOptions,
): Promise<WebsocketResponse> {
  const refusal = await refuseOrigin(event.origin, options);
  if (refusal !== null) return refusal;
  const { connections, clock, maxConnections } = options;
  if ((await connections.countOpen(clock(), maxConnections)) >= maxConnections) {
    return { statusCode: 503, body: 'too many connections: try again later' };
  }
  await connections.add(event.connectionId, event.connectedAtMs, event.connectedAtMs + CONNECTION_LIFETIME_MS);
  return { statusCode: 200 };
}

/** Null where the origin may connect. A client that sends none is no browser, which always does. */
async function refuseOrigin(
  origin: string | null,
  { allowedOrigins, siteOrigin }: OpenConnectionOptions,
): Promise<WebsocketResponse | null> {
  if (origin !== null && allowedOrigins.includes(origin)) return null;
  const own = siteOrigin === null ? undefined : await siteOrigin();
  if (own === null) return { statusCode: 503, body: 'the site is not deployed yet: try again when it is' };
  return origin === null || origin === own ? null : { statusCode: 403, body: 'this origin may not connect' };
}
