import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { hostFunction } from '#adapters/aws/host-function.ts';
import { createParameterReader } from '#adapters/aws/parameters.ts';
import { describeBatch } from '#adapters/kafka/describe-batch.ts';
import { createConnectionStore } from '#adapters/mongo/connection-store.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { withCorrelation } from '#adapters/observability/correlation.ts';
import { createFunctionLogger } from '#adapters/observability/function-logger.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { createFanOut } from '#adapters/websocket/fan-out.ts';
import { createManagementApi } from '#adapters/websocket/management-api.ts';
import { parseMskEvent, type MskBatchResponse, type MskEvent } from '#contracts/msk-event.ts';
import { broadcastMetrics } from './broadcast-metrics.ts';
import { createBroadcast } from './broadcast-positions.ts';
import { readConfig, type PositionBroadcastConfig } from './config.ts';
import { createSendingSwitch } from './sending-switch.ts';
import { createViewerList } from './viewer-list.ts';

/** The function, and how a host that ends before its process does lets go of what it holds. */
export type PositionBroadcastHandler = ((event: unknown) => Promise<MskBatchResponse>) & { close(): Promise<void> };

/** Viewers of one invocation; more than API Gateway lets one account post to in a second. */
const MAX_VIEWERS = 10_000;
/** Off within this; frames wait no longer for it than a second. */
const SWITCH_KEPT_MS = 5000;
const SWITCH_TIMEOUT_MS = 1000;

/**
 * Trigger: the position topic, from the latest offset. Reads `connections` and posts frames through the management API;
 * removes connections that are gone. Fails only when the viewers have never been read: the batch comes again, and what
 * is older than a minute by then is skipped. While sending is switched off, all of it is.
 */
export function createHandler(
  config: PositionBroadcastConfig,
  { logger = createFunctionLogger('position-broadcast') }: { readonly logger?: Logger } = {},
): PositionBroadcastHandler {
  const mongo = createMongoConnection({
    ...config.mongodb,
    appName: 'airlines-position-broadcast',
    serverSelectionTimeoutMs: 2000,
  });
  const connections = createConnectionStore(mongo.db);
  const api = createManagementApi({ endpoint: config.websocketEndpoint });
  const random = (): number => randomInt(2 ** 32) / 2 ** 32;
  const fanOut = createFanOut({
    post: (connectionId, text) => api.post(connectionId, text),
    clock: systemClock,
    random,
    sleep: (ms) => sleep(ms),
  });
  const broadcast = createBroadcast({
    viewers: createViewerList({
      read: () => connections.listViewers(systemClock(), MAX_VIEWERS),
      clock: systemClock,
      sleep: (ms) => sleep(ms, undefined, { ref: false }),
      logger,
    }),
    send: (deliveries, deadlineMs) => fanOut.send(deliveries, deadlineMs),
    isSendingOn: createSendingSwitch({ read: switchReader(config.sendingSwitch), logger }),
    removeConnections: (connectionIds) => connections.remove(connectionIds),
    clock: systemClock,
    sleep: (ms) => sleep(ms),
    logger,
  });
  const send = async (batch: MskEvent): Promise<MskBatchResponse> => {
    const stats = await broadcast(batch);
    logger.info('positions broadcast', { ...stats, ...broadcastMetrics(stats, systemClock()) });
    return {};
  };
  const handle = async (event: unknown): Promise<MskBatchResponse> => {
    const batch = parseMskEvent(event);
    return withCorrelation({ batch: describeBatch(batch) }, () => send(batch));
  };
  return Object.assign(handle, {
    close: async () => {
      api.close();
      await mongo.close();
    },
  });
}

function switchReader(name: string | null): () => Promise<string | null> {
  if (name === null) return () => Promise.resolve(null);
  return createParameterReader({ name, keptMs: SWITCH_KEPT_MS, timeoutMs: SWITCH_TIMEOUT_MS });
}

export const handler = hostFunction((env) => createHandler(readConfig(env)), process.env);
