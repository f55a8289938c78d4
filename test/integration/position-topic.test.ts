import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { createPositionProducer } from '#adapters/kafka/position-producer.ts';
import { compareTopics, createMissingTopics, ensureTopics, positionTopics } from '#adapters/kafka/topics.ts';
import { readWholeTopic } from '../fakes/topic-reader.ts';

const kafka = createKafkaClient({ brokers: [inject('kafkaBrokers')], clientId: 'test' });
let admin: Admin;
beforeAll(async () => {
  admin = kafka.admin();
  await admin.connect();
});
afterAll(() => admin.disconnect());

const nameOf = (): string => `positions-${randomUUID()}`;
const signal = AbortSignal.timeout(100_000);
const producerOf = (topic: string) =>
  createPositionProducer({ kafka, topic, random: () => 0.5, sleep: (ms) => delay(ms).then(() => undefined) });
const records = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => ({ key: (from + n).toString(16).padStart(6, '0'), value: String(from + n) }));

test('topics are created, compared, grown and brought into line on a real cluster', async () => {
  const topic = nameOf();
  const specs = (partitions: number, maxBytes = 2 ** 30) => positionTopics({ topic, partitions, brokers: 1, maxBytes });
  const outcomes = async (wanted: ReturnType<typeof specs>) =>
    (await ensureTopics(admin, wanted)).map((r) => r.outcome);
  expect(await outcomes(specs(2))).toEqual(['created', 'created']);
  expect(await outcomes(specs(2))).toEqual(['unchanged', 'unchanged']);
  expect(await outcomes(specs(2, 2 ** 29))).toEqual(['changed', 'changed']);
  expect(await outcomes(specs(2, 2 ** 29))).toEqual(['unchanged', 'unchanged']);
  expect((await compareTopics(admin, specs(2, 2 ** 29))).flatMap((r) => r.differences)).toEqual([]);
  expect((await compareTopics(admin, specs(3, 2 ** 29)))[0]!.differences).toContain('has 2 partitions, not 3');
  expect(await outcomes(specs(4, 2 ** 29))).toEqual(['changed', 'unchanged']);
  expect((await ensureTopics(admin, specs(1)))[0]!.differences).toEqual([
    "has 4 partitions, not 1: they can't be taken away",
  ]);
  expect(await createMissingTopics(admin, specs(1))).toEqual([]);
});

test('the command of the image makes topics, only compares where it may not, and its exit code says what is left', async () => {
  const env = {
    ...process.env,
    KAFKA_BROKERS: inject('kafkaBrokers'),
    POSITION_TOPIC: nameOf(),
    POSITION_PARTITIONS: '2',
  };
  const run = (own: Record<string, string> = {}) =>
    new Promise<{ hasFailed: boolean; lines: string[] }>((resolve) => {
      const options = { env: { ...env, ...own } };
      execFile(process.execPath, ['services/position-producer/topics.ts'], options, (error, stdout) =>
        resolve({ hasFailed: error !== null, lines: stdout.trim().split('\n') }),
      );
    });
  const [topic, deadLetters] = [env.POSITION_TOPIC, `${env.POSITION_TOPIC}-dlq`];
  expect(await run({ KAFKA_CREATE_TOPICS: 'off' })).toMatchObject({
    hasFailed: true,
    lines: [
      expect.stringContaining(`${topic}: missing; is missing: needs 2 partitions`),
      expect.stringContaining(`${deadLetters}: missing`),
    ],
  });
  expect(await run()).toEqual({ hasFailed: false, lines: [`${topic}: created`, `${deadLetters}: created`] });
});

test('two that create the same topics at once both succeed', async () => {
  const specs = positionTopics({ topic: nameOf(), partitions: 2, brokers: 1 });
  const other = kafka.admin();
  await other.connect();
  const reports = (await Promise.all([ensureTopics(admin, specs), ensureTopics(other, specs)])).flat();
  expect(reports.flatMap((report) => report.differences)).toEqual([]);
  await other.disconnect();
});

test('a delivery names the last record of each partition as it is in the log', async () => {
  const topic = nameOf();
  await createMissingTopics(admin, positionTopics({ topic, partitions: 3, brokers: 1 }));
  const producer = producerOf(topic);
  await producer.send(records(50), signal);
  const sent = records(70, 50);
  const { partitions } = await producer.send(sent, signal);
  const log = await readWholeTopic(kafka, topic);
  expect(log).toHaveLength(120);
  for (const { partition, offset, lastIndex } of partitions) {
    const last = log.filter((record) => record.partition === partition).at(-1)!;
    expect({ offset: last.offset, value: last.value }).toEqual({ offset, value: sent[lastIndex]!.value });
  }
  await producer.close();
});

test('a record that is too large for the broker is refused, and its neighbours arrive', async () => {
  const topic = nameOf();
  await createMissingTopics(admin, positionTopics({ topic, partitions: 2, brokers: 1 }));
  const producer = producerOf(topic);
  const tooLarge = { key: 'ffffff', value: randomBytes(1_200_000).toString('base64') };
  const { refused } = await producer.send([...records(3), tooLarge, ...records(3, 3)], signal);
  expect(refused).toEqual([3]);
  // A partition that took its part of a batch of which another part was refused gets it again: as sets they are equal.
  const values = new Set((await readWholeTopic(kafka, topic)).map((record) => record.value));
  expect(values).toEqual(new Set(['0', '1', '2', '3', '4', '5']));
  await producer.close();
});

test('a topic that is made anew under the producer gets what is sent from then on', async () => {
  const topic = nameOf();
  const specs = positionTopics({ topic, partitions: 2, brokers: 1 });
  await createMissingTopics(admin, specs);
  const producer = producerOf(topic);
  for (let batch = 0; batch < 8; batch++) await producer.send(records(10, batch * 10), signal);
  await admin.deleteTopics({ topics: [topic] });
  const sending = producer.send(records(10, 1000), signal);
  while ((await admin.listTopics()).includes(topic)) await delay(50);
  await ensureTopics(admin, specs);
  await sending;
  await producer.send(records(10, 2000), signal);
  const values = new Set((await readWholeTopic(kafka, topic)).map((r) => Number(r.value)));
  for (let value = 2000; value < 2010; value++) expect(values).toContain(value);
  await producer.close();
});
