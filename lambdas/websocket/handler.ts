import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { hostFunction } from '#adapters/aws/host-function.ts';
import { createParameterReader } from '#adapters/aws/parameters.ts';
import { createConnectionStore } from '#adapters/mongo/connection-store.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { withCorrelation } from '#adapters/observability/correlation.ts';
import { createFunctionLogger } from '#adapters/observability/function-logger.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { createManagementApi, type ManagementApi } from '#adapters/websocket/management-api.ts';
import { parseWebsocketEvent, type WebsocketEvent, type WebsocketResponse } from '#contracts/websocket-event.ts';
import { readConfig, type WebsocketConfig } from './config.ts';
import { createRoutes } from './routes.ts';

/** The function, and how a host that ends before its process does lets go of what it holds. */
export type WebsocketHandler = ((event: unknown) => Promise<WebsocketResponse>) & { close(): Promise<void> };

/** An origin changes only with a deployment; one that isn't there yet is waited for. */
const SITE_ORIGIN = { keptMs: 5 * 60_000, absentKeptMs: 10_000, timeoutMs: 3000 };

/**
 * Trigger: the WebSocket API, all routes. Reads and writes `connections`, answers through the management API (the API
 * has no route responses). On failure the client gets an `error` message, the handshake a 500: it tries again.
 */
export function createHandler(
  config: WebsocketConfig,
  { logger = createFunctionLogger('websocket') }: { readonly logger?: Logger } = {},
): WebsocketHandler {
  const mongo = createMongoConnection({
    ...config.mongodb,
    appName: 'airlines-websocket',
    serverSelectionTimeoutMs: 3000,
  });
  let api: ManagementApi | undefined;
  /** One stage invokes a function, so its address is the same in every event. */
  const managementApi = (event: WebsocketEvent): ManagementApi =>
    (api ??= createManagementApi({ endpoint: config.websocketEndpoint ?? event.managementEndpoint }));
  const route = createRoutes({
    connections: createConnectionStore(mongo.db),
    clock: systemClock,
    sleep: (ms) => sleep(ms),
    post: (event, text) => managementApi(event).post(event.connectionId, text),
    logger,
    allowedOrigins: config.allowedOrigins,
    siteOrigin:
      config.siteOriginParameter === null
        ? null
        : createParameterReader({ name: config.siteOriginParameter, ...SITE_ORIGIN }),
    maxConnections: config.maxConnections,
    frameEveryMs: config.broadcastEveryMs,
  });
  const handle = async (input: unknown): Promise<WebsocketResponse> => {
    const event = parseWebsocketEvent(input);
    const fields = { route: event.routeKey, connection: shortHash(event.connectionId) };
    return withCorrelation(fields, () => route(event));
  };
  return Object.assign(handle, {
    close: async () => {
      api?.close();
      await mongo.close();
    },
  });
}

/** Tells the lines of one viewer; not its connection's id, with which messages could be sent to it. */
function shortHash(connectionId: string): string {
  return createHash('sha256').update(connectionId).digest('hex').slice(0, 12);
}

export const handler = hostFunction((env) => createHandler(readConfig(env)), process.env);
