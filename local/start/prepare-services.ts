import { setTimeout as delay } from 'node:timers/promises';
import kafkajs, { type Admin } from 'kafkajs';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { ensureTopics, positionTopics } from '#adapters/kafka/topics.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { readDataSource } from '#adapters/mongo/etl/data-source-claim.ts';
import { readRetention } from '#adapters/mongo/retention.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import {
  CONSUMER_GROUPS,
  DEFAULT_DATABASE,
  DEFAULT_POSITION_PARTITIONS,
  DEFAULT_POSITION_TOPIC,
  ENV,
} from '#contracts/names.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';

const { KafkaJSError } = kafkajs;
const SETTLE_POLL_MS = 100;
const SETTLE_TIMEOUT_MS = 20_000;

type Environment = Readonly<Record<string, string | undefined>>;

export interface PreparedServices {
  /** Where the schedules that the database holds come from, null where it holds none yet. */
  readonly storedSource: DataSource | null;
}

/** Creates collections, indexes and topics where they are missing. */
export async function prepareServices(env: Environment): Promise<PreparedServices> {
  const [storedSource] = await Promise.all([prepareMongo(env), prepareKafka(env)]);
  return { storedSource };
}

async function prepareMongo(env: Environment): Promise<DataSource | null> {
  const mongo = createMongoConnection({
    uri: env[ENV.mongodbUri] ?? '',
    database: env[ENV.mongodbDatabase] ?? DEFAULT_DATABASE,
    appName: 'airlines-start',
    serverSelectionTimeoutMs: 15_000,
  });
  try {
    await ensureSchema(mongo.db, readRetention(env));
    return await readDataSource(mongo.db);
  } finally {
    await mongo.close();
  }
}

/** Creates the topics where they are missing, and waits until groups can read them. */
export async function prepareKafka(env: Environment): Promise<void> {
  const brokers = (env[ENV.kafkaBrokers] ?? '').split(',');
  const admin = createKafkaClient({ brokers, clientId: 'airlines-start' }).admin();
  await admin.connect();
  try {
    await whileKafkaSettles(() => prepareTopics(admin, env));
    // A new Kafka makes its topic of offsets when it is first asked for a group, a restarted one reads it: better waited
    // for once here than complained about by every consumer.
    for (const groupId of Object.values(CONSUMER_GROUPS)) {
      await whileKafkaSettles(() => admin.fetchOffsets({ groupId }));
    }
  } finally {
    await admin.disconnect();
  }
}

async function prepareTopics(admin: Admin, env: Environment): Promise<void> {
  const cluster = await admin.describeCluster();
  const specs = positionTopics({
    topic: env[ENV.positionTopic] || DEFAULT_POSITION_TOPIC,
    partitions: positive(env, ENV.positionPartitions, DEFAULT_POSITION_PARTITIONS),
    brokers: cluster.brokers.length,
  });
  for (const { topic, differences } of await ensureTopics(admin, specs)) {
    for (const difference of differences) console.error(`Topic ${topic} ${difference}`);
  }
}

/** A server that has just started, or a topic that has just been made, refuses for a moment what it will do next. */
async function whileKafkaSettles(action: () => Promise<unknown>): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += SETTLE_POLL_MS) {
    try {
      await action();
      return;
    } catch (error) {
      const passing = error instanceof KafkaJSError && error.retriable;
      if (!passing || waitedMs > SETTLE_TIMEOUT_MS) throw error;
    }
    await delay(SETTLE_POLL_MS);
  }
}

function positive(env: Environment, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} must be a whole number from 1, not "${text}"`);
  return value;
}
