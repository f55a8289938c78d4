import { readSecretText } from '#adapters/aws/read-secret.ts';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { createBrokerLookup, findMskBrokers } from '#adapters/kafka/msk-brokers.ts';
import { isAuthenticationFailure } from '#adapters/mongo/authentication.ts';
import { createMongoConnection, type MongoConnection } from '#adapters/mongo/connection.ts';
import { createFeedStore } from '#adapters/mongo/feeds/feed-store.ts';
import { createLeaseStore } from '#adapters/mongo/lease-store.ts';
import { createErasedList } from '#adapters/mongo/privacy/erased-list.ts';
import { createRenewedConnection } from '#adapters/mongo/renewed-connection.ts';
import { systemClock, type Clock } from '#adapters/observability/clock.ts';
import type { ProducerConfig } from './config.ts';
import type { FeedRun } from './run-feed.ts';

type KafkaClient = ReturnType<typeof createKafkaClient>;

/** The one client of a process: all feeds share what it knows of the brokers and the pace of its connections. */
export function connectKafka({ brokers, clusterArn, auth, region }: ProducerConfig): KafkaClient {
  return createKafkaClient({
    brokers: clusterArn === null ? brokers : createBrokerLookup({ find: () => findMskBrokers(clusterArn) }),
    auth,
    ...(region === null ? {} : { region }),
    clientId: 'position-producer',
  });
}

export interface ConnectedStores {
  readonly stores: FeedRun['stores'];
  /** The addresses of erased aircraft; null where there is no database. */
  readonly readErased: (() => Promise<ReadonlySet<string>>) | null;
  close(): Promise<void>;
}

export interface ConnectStoresTools {
  /** Text of a secret by its ARN. @default AWS Secrets Manager */
  readonly readSecret?: (secretArn: string) => Promise<string>;
  /** @default the machine's */
  readonly clock?: Clock;
}

/**
 * Lease and status, where a database is told. What a secret says of its address may change while the producer runs; a
 * secret or a database that is away fails the operation, not the producer.
 */
export function connectStores(
  { mongodb, mongodbSecretArn, mongodbDatabase }: ProducerConfig,
  { readSecret = (arn) => readSecretText(arn), clock = systemClock }: ConnectStoresTools = {},
): ConnectedStores {
  const shared = {
    appName: 'position-producer',
    maxPoolSize: 3,
    serverSelectionTimeoutMs: 2000,
    socketTimeoutMs: 10_000,
  };
  if (mongodbSecretArn !== null) {
    const connection = createRenewedConnection({
      readAddress: () => readSecret(mongodbSecretArn),
      connect: (uri) => createMongoConnection({ uri, database: mongodbDatabase, ...shared }),
      isRefused: isAuthenticationFailure,
      clock,
    });
    return connected((work) => connection.use(work), connection);
  }
  if (mongodb === null) return { stores: null, readErased: null, close: () => Promise.resolve() };
  const connection = createMongoConnection({ ...mongodb, ...shared });
  return connected((work) => work(connection), connection);
}

type Use = <T>(work: (connection: MongoConnection) => Promise<T>) => Promise<T>;

function connected(use: Use, connection: { close(): Promise<void> }): ConnectedStores {
  return {
    stores: storesOf(use),
    readErased: () => use(async ({ db }) => new Set((await createErasedList(db).all()).map(({ icao24 }) => icao24))),
    close: () => connection.close(),
  };
}

function storesOf(use: Use): NonNullable<FeedRun['stores']> {
  return {
    leases: {
      acquire: (...lease) => use(({ db }) => createLeaseStore(db).acquire(...lease)),
      release: (...lease) => use(({ db }) => createLeaseStore(db).release(...lease)),
    },
    feeds: {
      put: (status) => use(({ db }) => createFeedStore(db).put(status)),
      find: (feed) => use(({ db }) => createFeedStore(db).find(feed)),
    },
  };
}
