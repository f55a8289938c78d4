import type { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { compareTopics, createMissingTopics, positionTopics, type TopicSpec } from '#adapters/kafka/topics.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import type { ProducerConfig } from './config.ts';

/** Longer than a broker's restart, since the topics are there in nearly every case. */
const TOPICS_RETRY_MS = 5000;
const BYTES_PER_MB = 2 ** 20;

/** @param brokers of the cluster */
export function topicSpecs(
  {
    topic,
    partitions,
    topicMaxMb,
    isServerless,
  }: Pick<ProducerConfig, 'topic' | 'partitions' | 'topicMaxMb' | 'isServerless'>,
  brokers: number,
): TopicSpec[] {
  const size = topicMaxMb === null ? {} : { maxBytes: topicMaxMb * BYTES_PER_MB };
  return positionTopics({ topic, partitions, brokers, isServerless, ...size });
}

export interface TopicTools {
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Creates the topics where they are missing, as on a cluster that was just made (MSK Serverless offers no other way), or
 * only says what is missing and what differs, where somebody else makes them. Tries until Kafka is there. Sending waits for
 * the topic by itself.
 */
export async function prepareTopics(
  kafka: Pick<ReturnType<typeof createKafkaClient>, 'admin'>,
  config: ProducerConfig,
  { log, sleep }: TopicTools,
  signal: AbortSignal,
): Promise<void> {
  let isFirst = true;
  while (!signal.aborted) {
    const admin = kafka.admin();
    try {
      await admin.connect();
      const specs = topicSpecs(config, (await admin.describeCluster()).brokers.length);
      if (config.createTopics) {
        const created = await createMissingTopics(admin, specs);
        if (created.length > 0) log.info('topics created', { topics: created });
      } else {
        const differing = (await compareTopics(admin, specs)).filter(({ differences }) => differences.length > 0);
        if (differing.length > 0) log.warn('topics differ: npm run topics', { topics: differing });
      }
      return;
    } catch (error) {
      if (isFirst) log.warn('topics not checked yet', { error });
      isFirst = false;
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
    await sleep(TOPICS_RETRY_MS, signal);
  }
}
