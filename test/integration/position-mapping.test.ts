import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { MongoClient } from 'mongodb';
import { afterAll, afterEach, expect, inject, test } from 'vitest';
import { createPositionReader } from '#adapters/mongo/positions/position-reader.ts';
import { createLogger } from '#adapters/observability/logger.ts';
import { encodePositionEvent } from '#contracts/position-event.ts';
import { createHandler } from '../../lambdas/position-store/handler.ts';
import { startKafkaEventSource } from '../../local/kafka-event-source.ts';
import type { KafkaEventSource } from '../../local/kafka-event-source/options.ts';
import { createMongoProxy } from '../fakes/mongo-proxy.ts';
import { aPositionStream } from '../fixtures/position-stream.ts';
import { makeTopic } from './new-topic.ts';

const START_MS = 1_732_400_000_000;
const brokers = inject('kafkaBrokers');
const kafka = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });
const admin = kafka.admin();
const quiet = createLogger({ write: () => undefined });
const client = new MongoClient(inject('mongodbUri'));
const db = client.db(`mapping_${randomUUID().slice(0, 8)}`);
const proxy = await createMongoProxy(inject('mongodbUri'));
let source: KafkaEventSource | undefined;

afterEach(() => source?.stop());
afterAll(async () => {
  await db.dropDatabase();
  await Promise.all([proxy.close(), client.close(), admin.disconnect()]);
});

/** Some aircraft once each, and a record that is no position amid them. */
async function publish(topic: string): Promise<number> {
  const positions = aPositionStream({ seed: 21, aircraft: 20, fixes: 1 });
  const values = positions.map(encodePositionEvent);
  values.splice(7, 0, 'not json');
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic, messages: values.map((value) => ({ value })) });
  await producer.disconnect();
  return positions.length;
}

test('as prod’s mapping has it, store’s empty answer is success and its failure halves the batch until the database is back', async () => {
  const [topic, deadLetterTopic] = [`mapping-${randomUUID()}`, `mapping-${randomUUID()}`];
  await admin.connect();
  await Promise.all([makeTopic(admin, topic, 1), makeTopic(admin, deadLetterTopic, 1)]);
  const aircraft = await publish(topic);
  const config = { mongodb: { uri: proxy.uri, database: db.databaseName, roleArn: null } };
  const handler = createHandler(config, { logger: quiet, clock: () => START_MS });
  let refused = 0;
  proxy.treat(({ collection }) => {
    if (!collection.startsWith('positions_segments') || refused >= 4) return 'pass';
    refused += 1;
    return { code: 50, message: 'operation exceeded time limit' };
  });
  const batches: number[] = [];
  source = await startKafkaEventSource({
    ...{ kafka, topic, bootstrapServers: brokers, groupId: topic, functionName: 'position-store', logger: quiet },
    ...{ startingPosition: 'TRIM_HORIZON', batchSize: 10_000, batchingWindowMs: 50 },
    retryPauseMs: { first: 5, most: 20 },
    mode: {
      ...{ kind: 'provisioned', bisectBatchOnFunctionError: true, reportBatchItemFailures: true },
      ...{ maximumRetryAttempts: 10_000, maximumRecordAgeSeconds: 604_800, deadLetterTopic },
    },
    handler: (event) => {
      batches.push(Object.values(event.records).flat().length);
      return handler(event);
    },
  });
  await expect.poll(() => source?.stats().lagRecords, { timeout: 30_000 }).toBe(0);
  await handler.close();

  expect(refused).toBe(4);
  expect(source.stats()).toMatchObject({ failed: 4, partial: 0, recordsDeadLettered: 0, recordsDropped: 0 });
  expect(batches[0]).toBe(aircraft + 1);
  expect(Math.min(...batches)).toBeLessThan(aircraft / 2);
  const { positions } = await createPositionReader(db).snapshot({ nowMs: START_MS + 10_000 });
  expect(positions.live).toHaveLength(aircraft);
  expect(await db.collection('dead_letters').countDocuments()).toBe(1);
  expect(await admin.fetchTopicOffsets(deadLetterTopic)).toMatchObject([{ high: '0' }]);
});
