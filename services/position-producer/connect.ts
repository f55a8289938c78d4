import { readSecretText } from '#adapters/aws/read-secret.ts';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { findMskBrokers } from '#adapters/kafka/msk-brokers.ts';
import { createMissingTopics, positionTopics } from '#adapters/kafka/topics.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createFeedStore } from '#adapters/mongo/feeds/feed-store.ts';
import { createLeaseStore } from '#adapters/mongo/lease-store.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import type { ProducerConfig } from './config.ts';
import type { FeedRun } from './run-feed.ts';

type KafkaClient = ReturnType<typeof createKafkaClient>;

/** Longer than a broker's restart, since the topics are there in nearly every case. */
const TOPICS_RETRY_MS = 5000;

export function connectKafka({ brokers, clusterArn, auth, region }: ProducerConfig): KafkaClient {
  return createKafkaClient({
    brokers: clusterArn === null ? brokers : () => findMskBrokers(clusterArn),
    auth,
    ...(region === null ? {} : { region }),
    clientId: 'position-producer',
  });
}

/**
 * Creates the topics where they are missing, as on a cluster that was just made (MSK Serverless offers no other way);
 * tries until Kafka is there. Sending waits for the topic by itself.
 */
export async function createTopics(
  kafka: KafkaClient,
  { topic, partitions }: ProducerConfig,
  { log, sleep }: { log: Logger; sleep: (ms: number, signal: AbortSignal) => Promise<void> },
  signal: AbortSignal,
): Promise<void> {
  let isFirst = true;
  while (!signal.aborted) {
    const admin = kafka.admin();
    try {
      await admin.connect();
      const brokers = (await admin.describeCluster()).brokers.length;
      const created = await createMissingTopics(admin, positionTopics({ topic, partitions, brokers }));
      if (created.length > 0) log.info('topics created', { topics: created });
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

export interface ConnectedStores {
  readonly stores: FeedRun['stores'];
  close(): Promise<void>;
}

/** Lease and status, where a database is told. */
export async function connectStores(config: ProducerConfig): Promise<ConnectedStores> {
  const uri = config.mongodbSecretArn === null ? config.mongodbUri : await readSecretText(config.mongodbSecretArn);
  if (uri === null) return { stores: null, close: () => Promise.resolve() };
  const connection = createMongoConnection({
    uri,
    database: config.mongodbDatabase,
    appName: 'position-producer',
    serverSelectionTimeoutMs: 2000,
    socketTimeoutMs: 10_000,
  });
  const { db } = connection;
  return {
    stores: { leases: createLeaseStore(db), feeds: createFeedStore(db) },
    close: () => connection.close(),
  };
}
