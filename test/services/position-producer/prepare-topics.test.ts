import { expect, test } from 'vitest';
import type { TopicAdmin } from '#adapters/kafka/topics.ts';
import { readConfig } from '../../../services/position-producer/config.ts';
import { prepareTopics, topicSpecs } from '../../../services/position-producer/prepare-topics.ts';

const signal = new AbortController().signal;
const configOf = (env: Record<string, string> = {}) => readConfig([], env)!;

/** A cluster without topics; `failures` times it can't be connected to. */
function createCluster(failures = 0) {
  const asked: string[] = [];
  let left = failures;
  const admin = {
    connect: () => (left-- > 0 ? Promise.reject(new Error('away')) : Promise.resolve()),
    disconnect: () => Promise.resolve(),
    describeCluster: () => Promise.resolve({ brokers: [1, 2, 3] }),
    listTopics: () => Promise.resolve<string[]>([]),
    createTopics: ({ topics }: Parameters<TopicAdmin['createTopics']>[0]) => {
      asked.push(...topics.map((topic) => `${topic.topic} ${topic.replicationFactor}`));
      return Promise.resolve(true);
    },
  };
  return { kafka: { admin: () => admin } as unknown as Parameters<typeof prepareTopics>[0], asked };
}

function createTools() {
  const lines: [string, string, unknown][] = [];
  const slept: number[] = [];
  const write = (level: string) => (message: string, fields?: object) => void lines.push([level, message, fields]);
  const sleep = (ms: number): Promise<void> => {
    slept.push(ms);
    return Promise.resolve();
  };
  return { tools: { log: { info: write('info'), warn: write('warn') }, sleep }, lines, slept };
}

test('missing topics are made at start', async () => {
  const { kafka, asked } = createCluster();
  const { tools, lines } = createTools();
  await prepareTopics(kafka, configOf(), tools, signal);
  expect(asked).toEqual(['aircraft-positions 2', 'aircraft-positions-dlq 2']);
  expect(lines).toEqual([['info', 'topics created', { topics: ['aircraft-positions', 'aircraft-positions-dlq'] }]]);
});

test('where others make the topics, what is missing is named and nothing is made', async () => {
  const { kafka, asked } = createCluster();
  const { tools, lines } = createTools();
  await prepareTopics(kafka, configOf({ KAFKA_CREATE_TOPICS: 'off' }), tools, signal);
  expect(asked).toEqual([]);
  expect(lines).toMatchObject([
    [
      'warn',
      'topics differ: npm run topics',
      { topics: [{ topic: 'aircraft-positions', outcome: 'missing' }, { topic: 'aircraft-positions-dlq' }] },
    ],
  ]);
});

test('a Kafka that is away is tried again until it is there, and complained about once', async () => {
  const { kafka, asked } = createCluster(3);
  const { tools, lines, slept } = createTools();
  await prepareTopics(kafka, configOf(), tools, signal);
  expect(asked).toHaveLength(2);
  expect(slept).toEqual([5000, 5000, 5000]);
  expect(lines.map(([level, message]) => `${level} ${message}`)).toEqual([
    'warn topics not checked yet',
    'info topics created',
  ]);
});

test('the size that was told and MSK Serverless lead to the specification', () => {
  const config = configOf({ KAFKA_SERVERLESS: 'on', POSITION_TOPIC_MAX_MB: '3', POSITION_PARTITIONS: '3' });
  expect(topicSpecs(config, 3)[0]).toEqual({
    topic: 'aircraft-positions',
    partitions: 3,
    replication: -1,
    config: { 'retention.ms': '86400000', 'retention.bytes': String(2 ** 20) },
  });
});
