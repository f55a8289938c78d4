import type { Kafka } from 'kafkajs';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { DEFAULT_POSITION_TOPIC, ENV } from '#contracts/names.ts';
import type { Environment } from './hosted-function.ts';

/** A stop of everything has ten seconds; what had no time to succeed is delivered again. */
export const DRAIN_MS = 1500;
/** How long the group waits for a consumer that was killed before it gives its partitions to the next. */
export const SESSION_TIMEOUT_MS = 10_000;

/** What an event source needs to know of the position topic. */
export interface PositionTopic {
  readonly kafka: Kafka;
  readonly bootstrapServers: string;
  readonly topic: string;
}

/** @throws Error where the brokers are not named */
export function positionTopic(env: Environment, clientId: string, logger: Logger): PositionTopic {
  const bootstrapServers = env[ENV.kafkaBrokers];
  if (!bootstrapServers) throw new Error(`${ENV.kafkaBrokers} must be set`);
  return {
    kafka: createKafkaClient({ brokers: bootstrapServers.split(','), clientId, logger }),
    bootstrapServers,
    topic: env[ENV.positionTopic] || DEFAULT_POSITION_TOPIC,
  };
}
