import { readSecretText } from '#adapters/aws/read-secret.ts';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { findMskBrokers } from '#adapters/kafka/msk-brokers.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createFeedStore } from '#adapters/mongo/feeds/feed-store.ts';
import { createLeaseStore } from '#adapters/mongo/lease-store.ts';
import type { ProducerConfig } from './config.ts';
import type { FeedRun } from './run-feed.ts';

type KafkaClient = ReturnType<typeof createKafkaClient>;

export function connectKafka({ brokers, clusterArn, auth, region }: ProducerConfig): KafkaClient {
  return createKafkaClient({
    brokers: clusterArn === null ? brokers : () => findMskBrokers(clusterArn),
    auth,
    ...(region === null ? {} : { region }),
    clientId: 'position-producer',
  });
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
