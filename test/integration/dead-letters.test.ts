import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { MongoClient } from 'mongodb';
import { afterAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { createDeadLetterReader } from '#adapters/mongo/dead-letter-reader.ts';
import { createDeadLetterStore, type DeadLetter } from '#adapters/mongo/dead-letters.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { makeTopic } from './new-topic.ts';

const mongodbUri = inject('mongodbUri');
const kafkaBrokers = inject('kafkaBrokers');
const client = new MongoClient(mongodbUri);
const kafka = createKafkaClient({ brokers: kafkaBrokers.split(','), clientId: 'dead-letters-test' });
const databases: string[] = [];
const NOW_MS = Date.now();

function aDeadLetter(overrides: Partial<DeadLetter> = {}): DeadLetter {
  return {
    cluster: 'test',
    topic: 'aircraft-positions',
    partition: 0,
    offset: 7,
    appendedAtMs: NOW_MS - 1000,
    reason: 'json',
    field: '',
    message: 'not valid JSON: send one JSON object',
    key: new TextEncoder().encode('3c664e'),
    value: new TextEncoder().encode('{broken'),
    ...overrides,
  };
}

afterAll(async () => {
  for (const name of databases) await client.db(name).dropDatabase();
  await client.close();
});

describe('npm run dlq', () => {
  const run = promisify(execFile);
  let database = '';
  let topic = '';
  const dlq = (...args: readonly string[]) =>
    run('node', ['tools/dead-letters.ts', ...args], {
      env: {
        ...process.env,
        MONGODB_URI: mongodbUri,
        MONGODB_DATABASE: database,
        KAFKA_BROKERS: kafkaBrokers,
      },
    });

  beforeEach(() => {
    database = `test_${randomUUID().replaceAll('-', '')}`;
    topic = `positions-${randomUUID()}`;
    databases.push(database);
  });

  async function createTopic(): Promise<void> {
    const admin = kafka.admin();
    await admin.connect();
    await makeTopic(admin, topic, 1);
    await admin.disconnect();
  }

  /** The texts of the topic's first records. */
  async function readRecords(count: number): Promise<string[]> {
    const consumer = kafka.consumer({ groupId: topic });
    const texts: string[] = [];
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer
        .run({
          eachMessage: ({ message }) => {
            texts.push(`${message.key?.toString()} ${message.value?.toString()}`);
            if (texts.length === count) resolve();
            return Promise.resolve();
          },
        })
        .catch(reject);
    });
    await consumer.disconnect();
    return texts;
  }

  test('lists what could not be read, harmless for a terminal', async () => {
    const store = createDeadLetterStore(client.db(database));
    await store.add([aDeadLetter({ value: new TextEncoder().encode('\u001b[2J{') })], NOW_MS);
    const { stdout } = await dlq('list');
    expect(stdout).toContain(`${new Date(NOW_MS).toISOString()}  aircraft-positions/0/7  json: not valid JSON`);
    expect(stdout).toContain('3c664e  \\u001b[2J{');
    expect(stdout).toContain('1 of 1 dead letters');
  });

  test('replays the original bytes into their topic and forgets them', async () => {
    await createTopic();
    const store = createDeadLetterStore(client.db(database));
    const letters = [1, 2, 3].map((offset) =>
      aDeadLetter({ topic, offset, value: new TextEncoder().encode(`{broken ${offset}`) }),
    );
    await store.add(letters, NOW_MS);
    const { stdout } = await dlq('replay');
    expect(stdout).toContain('3 records put back');
    expect((await readRecords(3)).sort()).toEqual([1, 2, 3].map((n) => `3c664e {broken ${n}`));
    expect(await createDeadLetterReader(client.db(database)).count()).toBe(0);
  });

  test.each([[[]], [['destroy']], [['list', '--limit', '0']]])(
    'called with %j tells how it is called',
    async (args) => {
      await expect(dlq(...args)).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringContaining('npm run dlq -- list') as string,
      });
    },
  );
});

describe('dead letter reader', () => {
  test('pages through letters of one instant without loss', async () => {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    databases.push(name);
    const store = createDeadLetterStore(client.db(name));
    await store.add(
      [1, 2, 3, 4, 5].map((offset) => aDeadLetter({ offset })),
      NOW_MS,
    );
    const reader = createDeadLetterReader(client.db(name));
    const first = await reader.list({ limit: 3 });
    const second = await reader.list({ limit: 3, after: first.at(-1) });
    expect([...first, ...second].map((letter) => letter.offset).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(second).toHaveLength(2);
  });
});

test('npm run schema creates what is missing and changes nothing the second time', async () => {
  const database = `test_${randomUUID().replaceAll('-', '')}`;
  databases.push(database);
  const schema = async () => {
    const env = { ...process.env, MONGODB_URI: mongodbUri, MONGODB_DATABASE: database };
    return (await promisify(execFile)('node', ['tools/mongo-schema.ts'], { env })).stdout;
  };
  expect(await schema()).toContain('dead_letters: index retention created');
  expect(await schema()).toBe(`${database}: 0 changes\n`);
  expect(await ensureSchema(client.db(database), { retentionLiveDays: 30, retentionSimulatedHours: 24 })).toEqual([]);
});
