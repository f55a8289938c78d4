/**
 * `npm run topics`: creates the Kafka topics of KAFKA_BROKERS, brings their settings into line and prints what it did.
 * Exit code 1 where something differs that can't be changed.
 */
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { KAFKA_AUTHS } from '#adapters/kafka/msk-auth.ts';
import { ensureTopics, positionTopics } from '#adapters/kafka/topics.ts';
import { DEFAULT_POSITION_PARTITIONS, DEFAULT_POSITION_TOPIC, ENV } from '#contracts/names.ts';

const env = process.env;
const auth = KAFKA_AUTHS.find((candidate) => candidate === (env[ENV.kafkaAuth] ?? 'none'));
if (auth === undefined) throw new Error(`${ENV.kafkaAuth} must be one of ${KAFKA_AUTHS.join(', ')}`);
const partitions = Number(env[ENV.positionPartitions] ?? DEFAULT_POSITION_PARTITIONS);
if (!Number.isInteger(partitions) || partitions < 1) {
  throw new Error(`${ENV.positionPartitions} must be a whole number from 1`);
}
const brokers = (env[ENV.kafkaBrokers] ?? '127.0.0.1:9092').split(',');
const region = env['AWS_REGION'];
const admin = createKafkaClient({
  brokers,
  auth,
  ...(region === undefined ? {} : { region }),
  clientId: 'topics',
}).admin();

await admin.connect();
try {
  const cluster = await admin.describeCluster();
  const specs = positionTopics({
    topic: env[ENV.positionTopic] ?? DEFAULT_POSITION_TOPIC,
    partitions,
    brokers: cluster.brokers.length,
  });
  for (const { topic, outcome, differences } of await ensureTopics(admin, specs)) {
    console.log([`${topic}: ${outcome}`, ...differences].join('; '));
    if (differences.length > 0) process.exitCode = 1;
  }
} finally {
  await admin.disconnect();
}
