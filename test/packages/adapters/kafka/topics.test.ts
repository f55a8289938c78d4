import { ConfigSource } from 'kafkajs';
import { expect, test } from 'vitest';
import {
  compareTopics,
  createMissingTopics,
  ensureTopics,
  positionTopics,
  type TopicAdmin,
} from '#adapters/kafka/topics.ts';

interface FakeTopic {
  partitions: number;
  replicas: number;
  config: Record<string, string>;
}

/** What a cluster answers and remembers, as far as topics go. */
function createFakeAdmin(topics: Record<string, FakeTopic> = {}) {
  const changes: string[] = [];
  const admin = {
    listTopics: () => Promise.resolve(Object.keys(topics)),
    createTopics: ({ topics: wanted }) => {
      for (const { topic, numPartitions = 1, replicationFactor = 1, configEntries = [] } of wanted) {
        changes.push(`create ${topic}`);
        const config = Object.fromEntries(configEntries.map(({ name, value }) => [name, value]));
        topics[topic] = { partitions: numPartitions, replicas: replicationFactor, config };
      }
      return Promise.resolve(true);
    },
    createPartitions: ({ topicPartitions }) => {
      for (const { topic, count } of topicPartitions) {
        changes.push(`grow ${topic} to ${count}`);
        topics[topic]!.partitions = count;
      }
      return Promise.resolve(true);
    },
    fetchTopicMetadata: (options) =>
      Promise.resolve({
        topics: (options?.topics ?? []).map((name) => ({
          name,
          partitions: Array.from({ length: topics[name]!.partitions }, (_, partitionId) => ({
            partitionId,
            partitionErrorCode: 0,
            leader: 1,
            replicas: Array.from({ length: topics[name]!.replicas }, (_unused, id) => id),
            isr: [1],
          })),
        })),
      }),
    describeConfigs: ({ resources }) =>
      Promise.resolve({
        throttleTime: 0,
        resources: resources.map(({ name }) => ({
          errorCode: 0,
          errorMessage: '',
          resourceName: name,
          resourceType: 2,
          configEntries: [
            ...Object.entries(topics[name]!.config).map(([configName, configValue]) => ({
              configName,
              configValue,
              configSource: ConfigSource.TOPIC_CONFIG,
              isDefault: false,
              isSensitive: false,
              readOnly: false,
              configSynonyms: [],
            })),
            {
              configName: 'compression.type',
              configValue: 'producer',
              configSource: ConfigSource.DEFAULT_CONFIG,
              isDefault: true,
              isSensitive: false,
              readOnly: false,
              configSynonyms: [],
            },
          ],
        })),
      }),
    alterConfigs: ({ resources }) => {
      for (const { name, configEntries } of resources) {
        changes.push(`alter ${name}`);
        topics[name]!.config = Object.fromEntries(configEntries.map((entry) => [entry.name, entry.value]));
      }
      return Promise.resolve();
    },
  } satisfies TopicAdmin;
  return { admin, topics, changes };
}

const specs = positionTopics({ topic: 'positions', partitions: 3, brokers: 1 });

test('the position topic keeps a day and so many bytes in all, the dead letters 14 days in one partition', () => {
  const [positions, deadLetters] = positionTopics({ topic: 'p', partitions: 4, brokers: 1, maxBytes: 4e9 });
  expect(positions).toMatchObject({
    topic: 'p',
    partitions: 4,
    replication: 1,
    config: { 'retention.ms': '86400000', 'retention.bytes': '1000000000', 'min.insync.replicas': '1' },
  });
  expect(Number(positions!.config['segment.bytes'])).toBeLessThan(1e9 / 7);
  expect(deadLetters).toMatchObject({
    topic: 'p-dlq',
    partitions: 1,
    config: { 'retention.ms': '1209600000', 'retention.bytes': '400000000' },
  });
  expect(positionTopics({ topic: 'p', partitions: 4, brokers: 3 }).map((t) => t.replication)).toEqual([2, 2]);
});

test('MSK Serverless is asked for what it knows: no number of copies and no setting but retention', () => {
  const topics = positionTopics({ topic: 'p', partitions: 4, brokers: 3, maxBytes: 4e9, isServerless: true });
  expect(topics).toEqual([
    {
      topic: 'p',
      partitions: 4,
      replication: -1,
      config: { 'retention.ms': '86400000', 'retention.bytes': '1000000000' },
    },
    {
      topic: 'p-dlq',
      partitions: 1,
      replication: -1,
      config: { 'retention.ms': '1209600000', 'retention.bytes': '400000000' },
    },
  ]);
});

test('comparing names what is missing and what differs, and changes nothing', async () => {
  const { admin, topics, changes } = createFakeAdmin();
  await ensureTopics(admin, specs);
  expect((await compareTopics(admin, specs)).flatMap((report) => report.differences)).toEqual([]);
  changes.length = 0;
  topics['positions']!.partitions = 1;
  topics['positions']!.replicas = 3;
  topics['positions']!.config['retention.ms'] = '1';
  delete topics['positions']!.config['min.insync.replicas'];
  delete topics['positions-dlq'];
  expect(await compareTopics(admin, specs)).toEqual([
    {
      topic: 'positions',
      outcome: 'unchanged',
      differences: [
        'replication is 3, not 1',
        'has 1 partitions, not 3',
        'min.insync.replicas is not set, not 1',
        'retention.ms is 1, not 86400000',
      ],
    },
    {
      topic: 'positions-dlq',
      outcome: 'missing',
      differences: [expect.stringMatching(/^is missing: needs 1 partitions, .*retention\.ms=1209600000/)],
    },
  ]);
  expect(changes).toEqual([]);
});

test('missing topics are created as specified, and a second run changes nothing', async () => {
  const { admin, topics, changes } = createFakeAdmin();
  expect((await ensureTopics(admin, specs)).map((r) => r.outcome)).toEqual(['created', 'created']);
  expect(topics['positions']).toEqual({ partitions: 3, replicas: 1, config: specs[0]!.config });
  changes.length = 0;
  expect(await ensureTopics(admin, specs)).toEqual([
    { topic: 'positions', outcome: 'unchanged', differences: [] },
    { topic: 'positions-dlq', outcome: 'unchanged', differences: [] },
  ]);
  expect(changes).toEqual([]);
});

test('a topic with fewer partitions grows; one with more is reported, not changed', async () => {
  const { admin, topics, changes } = createFakeAdmin();
  await ensureTopics(admin, specs);
  topics['positions']!.partitions = 1;
  expect((await ensureTopics(admin, specs))[0]).toMatchObject({ outcome: 'changed', differences: [] });
  expect(topics['positions']!.partitions).toBe(3);
  topics['positions']!.partitions = 6;
  changes.length = 0;
  expect((await ensureTopics(admin, specs))[0]).toEqual({
    topic: 'positions',
    outcome: 'unchanged',
    differences: ["has 6 partitions, not 3: they can't be taken away"],
  });
  expect(changes).toEqual([]);
});

test('settings are brought into line, and those that are not ours stay', async () => {
  const { admin, topics } = createFakeAdmin();
  await ensureTopics(admin, specs);
  topics['positions']!.config['retention.ms'] = '1';
  topics['positions']!.config['max.message.bytes'] = '2000000';
  expect((await ensureTopics(admin, specs))[0]).toMatchObject({ outcome: 'changed' });
  expect(topics['positions']!.config).toEqual({ ...specs[0]!.config, 'max.message.bytes': '2000000' });
});

test('another number of copies is reported, except where the broker decides', async () => {
  const { admin, topics } = createFakeAdmin();
  await ensureTopics(admin, specs);
  topics['positions']!.replicas = 3;
  expect((await ensureTopics(admin, specs))[0]!.differences).toEqual(['replication is 3, not 1']);
  expect((await ensureTopics(admin, [{ ...specs[0]!, replication: -1 }]))[0]!.differences).toEqual([]);
});

test('creating only what is missing leaves a topic with other partitions alone', async () => {
  const { admin, topics, changes } = createFakeAdmin({ positions: { partitions: 1, replicas: 1, config: {} } });
  expect(await createMissingTopics(admin, specs)).toEqual(['positions-dlq']);
  expect(changes).toEqual(['create positions-dlq']);
  expect(topics['positions']).toEqual({ partitions: 1, replicas: 1, config: {} });
});

test('a topic that the broker has created but does not know of yet counts as created', async () => {
  const { admin } = createFakeAdmin();
  const unknown = Object.assign(new Error('This server does not host this topic-partition'), {
    type: 'UNKNOWN_TOPIC_OR_PARTITION',
  });
  const slow: TopicAdmin = {
    ...admin,
    createTopics: async (request) => {
      await admin.createTopics(request);
      throw unknown;
    },
  };
  const [spec] = positionTopics({ topic: 'positions', partitions: 3, brokers: 1 });
  expect(await ensureTopics(slow, [spec!])).toEqual([{ topic: 'positions', outcome: 'created', differences: [] }]);
});
