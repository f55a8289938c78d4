import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { MongoClient } from 'mongodb';
import { expect, inject, it } from 'vitest';

it('gives tests a replica set that can do transactions', async () => {
  const client = new MongoClient(inject('mongodbUri'));
  try {
    const db = client.db(`test_${randomUUID().replaceAll('-', '')}`);
    await db.createCollection('rows');
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await db.collection('rows').insertOne({ n: 1 }, { session });
      }),
    );
    expect(await db.collection('rows').countDocuments()).toBe(1);
    await db.dropDatabase();
  } finally {
    await client.close();
  }
});

it('gives tests a Kafka that makes topics only when asked', async () => {
  const kafka = new Kafka({ brokers: [inject('kafkaBrokers')], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const topic = `test-${randomUUID()}`;
    await admin.createTopics({ topics: [{ topic, numPartitions: 6 }] });
    const [partitions] = (await admin.fetchTopicMetadata({ topics: [topic] })).topics;
    expect(partitions?.partitions).toHaveLength(6);
    await admin.deleteTopics({ topics: [topic] });
  } finally {
    await admin.disconnect();
  }
});
