import { CONSUMER_GROUPS, ENV } from '#contracts/names.ts';
import { createHandler } from '../../lambdas/position-broadcast/handler.ts';
import { readConfig } from '../../lambdas/position-broadcast/config.ts';
import { startKafkaEventSource } from '../kafka-event-source.ts';
import type { HostFunction } from './hosted-function.ts';
import { DRAIN_MS, positionTopic, SESSION_TIMEOUT_MS } from './position-topic.ts';

const DEFAULT_EVERY_MS = 1000;

/** The live map's consumer group, from the latest offset. One invocation at a time holds records of all partitions. */
export const hostPositionBroadcast: HostFunction = async (env, logger) => {
  const handler = createHandler(readConfig(env), { logger });
  const everyMs = env[ENV.broadcastEveryMs];
  const source = await startKafkaEventSource({
    ...positionTopic(env, CONSUMER_GROUPS.broadcast, logger),
    groupId: CONSUMER_GROUPS.broadcast,
    functionName: 'position-broadcast',
    handler,
    startingPosition: 'LATEST',
    batchSize: 10_000,
    batchingWindowMs: everyMs ? Number(everyMs) : DEFAULT_EVERY_MS,
    payload: 'several',
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
