import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKafkaClient } from '../../packages/adapters/kafka/kafka-client.ts';
import { findFreePort } from '../../local/processes/free-port.ts';
import { identifyProcess } from '../../local/processes/process-identity.ts';
import { startEmbeddedKafka, type EmbeddedKafka } from '../../local/services/embedded-kafka.ts';
import { startEmbeddedMongo, type EmbeddedMongo } from '../../local/services/embedded-mongo.ts';
import { makeTopic } from './new-topic.ts';

const downloadsFolder = fileURLToPath(new URL('../../.local', import.meta.url));
let dataFolder = '';
let running: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  await mkdir(downloadsFolder, { recursive: true });
  dataFolder = await mkdtemp(join(downloadsFolder, 'test-servers-'));
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  running = [];
  await rm(dataFolder, { recursive: true });
});

async function mongo(): Promise<EmbeddedMongo> {
  const server = await startEmbeddedMongo({ dataFolder, downloadsFolder, preferredPort: await findFreePort(null) });
  running.push(server);
  return server;
}

async function kafka(): Promise<EmbeddedKafka> {
  const server = await startEmbeddedKafka({ dataFolder, downloadsFolder, preferredPort: await findFreePort(null) });
  running.push(server);
  return server;
}

async function withDatabase<T>(uri: string, use: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

describe('the embedded mongod', () => {
  it('keeps what was acknowledged over kill -9 and a start on another port', async () => {
    const first = await mongo();
    await withDatabase(first.uri, (client) =>
      client
        .db('test')
        .collection('kept')
        .insertOne({ n: 1 }, { writeConcern: { w: 'majority' } }),
    );
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toMatchObject({ signal: 'SIGKILL' });
    const second = await mongo();
    expect(second.port).not.toBe(first.port);
    expect(await withDatabase(second.uri, (client) => client.db('test').collection('kept').countDocuments())).toBe(1);
  });

  it('is gone after stop', async () => {
    const server = await mongo();
    await server.stop();
    expect(identifyProcess(server.pid)).toBeNull();
  });
});

describe('the embedded Kafka', () => {
  it('keeps what was acknowledged over kill -9 and a start on another port', async () => {
    const first = await kafka();
    await produce(first.brokers, ['one', 'two']);
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toMatchObject({ signal: 'SIGKILL' });
    const second = await kafka();
    expect(second.port).not.toBe(first.port);
    expect(await endOffset(second.brokers)).toBe('2');
  });

  it('is gone after stop', async () => {
    const server = await kafka();
    await server.stop();
    expect(identifyProcess(server.pid)).toBeNull();
  });
});

async function produce(brokers: string, values: readonly string[]): Promise<void> {
  const client = createKafkaClient({ brokers: [brokers], clientId: 'test' });
  const admin = client.admin();
  await admin.connect();
  await makeTopic(admin, 'kept', 1);
  await admin.disconnect();
  const producer = client.producer();
  await producer.connect();
  await producer.send({ topic: 'kept', acks: -1, messages: values.map((value) => ({ value })) });
  await producer.disconnect();
}

async function endOffset(brokers: string): Promise<string | undefined> {
  const admin = createKafkaClient({ brokers: [brokers], clientId: 'test' }).admin();
  await admin.connect();
  try {
    return (await admin.fetchTopicOffsets('kept'))[0]?.offset;
  } finally {
    await admin.disconnect();
  }
}
