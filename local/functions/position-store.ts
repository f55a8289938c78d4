import { CONSUMER_GROUPS } from '#contracts/names.ts';
import { readConfig } from '../../lambdas/position-store/config.ts';
import { createHandler } from '../../lambdas/position-store/handler.ts';
import { startKafkaEventSource } from '../kafka-event-source.ts';
import type { HostFunction } from './hosted-function.ts';
import { DRAIN_MS, positionTopic, SESSION_TIMEOUT_MS } from './position-topic.ts';

/** The database's consumer group, from the earliest offset that it has not stored, each partition for itself. */
export const hostPositionStore: HostFunction = async (env, logger) => {
  const handler = createHandler(readConfig(env), { logger });
  const source = await startKafkaEventSource({
    ...positionTopic(env, CONSUMER_GROUPS.store, logger),
    groupId: CONSUMER_GROUPS.store,
    functionName: 'position-store',
    handler,
    startingPosition: 'TRIM_HORIZON',
    batchSize: 10_000,
    batchingWindowMs: 1000,
    drainMs: DRAIN_MS,
    sessionTimeoutMs: SESSION_TIMEOUT_MS,
    logger,
  });
  return {
    stop: async () => {
      await source.stop();
      await handler.close();
    },
  };
};
