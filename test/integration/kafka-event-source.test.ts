import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners, type Admin, type Message, type Producer } from 'kafkajs';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createLogger } from '#adapters/observability/logger.ts';
import type { MskEvent, MskRecord } from '#contracts/msk-event.ts';
import { startKafkaEventSource } from '../../local/kafka-event-source.ts';
import type { KafkaEventSource, KafkaEventSourceOptions } from '../../local/kafka-event-source/options.ts';
import { makeTopic } from './new-topic.ts';

const brokers = inject('kafkaBrokers');
const kafka = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });
const silent = createLogger({ write: () => undefined });
let admin: Admin;
let producer: Producer;
let running: KafkaEventSource[] = [];

beforeAll(async () => {
  admin = kafka.admin();
  producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await Promise.all([admin.connect(), producer.connect()]);
});
afterEach(async () => {
  await Promise.all(running.map((source) => source.stop()));
  running = [];
});
afterAll(() => Promise.all([admin.disconnect(), producer.disconnect()]));

async function createTopic(numPartitions: number): Promise<string> {
  const topic = `source-${randomUUID()}`;
  await makeTopic(admin, topic, numPartitions);
  return topic;
}

/** `count` records, spread over the partitions in turn; the value of each is its number from `first`. */
async function publish(topic: string, count: number, { first = 0, partitions = 1 } = {}): Promise<void> {
  const messages = Array.from({ length: count }, (_, index) => numbered(first + index, partitions));
  await producer.send({ topic, messages });
}

const numbered = (number: number, partitions = 1): Message => ({
  key: `key-${number}`,
  value: String(number),
  partition: number % partitions,
});

type Overrides = Partial<KafkaEventSourceOptions> & Pick<KafkaEventSourceOptions, 'topic' | 'handler'>;

async function start(overrides: Overrides): Promise<KafkaEventSource> {
  const source = await startKafkaEventSource({
    kafka,
    bootstrapServers: brokers,
    groupId: `group-${overrides.topic}`,
    functionName: 'under-test',
    startingPosition: 'TRIM_HORIZON',
    batchingWindowMs: 50,
    retryPauseMs: { first: 5, most: 20 },
    logger: silent,
    ...overrides,
  });
  running.push(source);
  return source;
}

const recordsOf = (event: MskEvent): MskRecord[] => Object.values(event.records).flat();
const textOf = (record: MskRecord): string => Buffer.from(record.value ?? '', 'base64').toString();
const numbersOf = (event: MskEvent): number[] => recordsOf(event).map((record) => Number(textOf(record)));
const upTo = (count: number, first = 0): number[] => Array.from({ length: count }, (_, index) => first + index);
const sorted = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);

async function committedOffsets(topic: string): Promise<number[]> {
  const [group] = await admin.fetchOffsets({ groupId: `group-${topic}`, topics: [topic] });
  return (group?.partitions ?? []).toSorted((a, b) => a.partition - b.partition).map(({ offset }) => Number(offset));
}

const until = (condition: () => unknown) => expect.poll(condition, { timeout: 30_000, interval: 20 });

it('hands over the event of MSK: records by topic-partition, base64 key and value, headers as bytes', async () => {
  const topic = await createTopic(1);
  await producer.send({
    topic,
    messages: [
      { key: 'k', value: 'v', headers: { trace: 'ab', twice: ['x', 'y'] }, timestamp: '1750547462087' },
      { key: null, value: null },
    ],
  });
  const events: MskEvent[] = [];
  await start({ topic, handler: async (event) => void events.push(await Promise.resolve(event)) });
  await until(() => events.length).toBe(1);
  expect(events[0]).toMatchObject({ eventSource: 'aws:kafka', bootstrapServers: brokers });
  expect(events[0]?.records[`${topic}-0`]).toEqual([
    {
      topic,
      partition: 0,
      offset: 0,
      timestamp: 1750547462087,
      timestampType: 'CREATE_TIME',
      key: 'aw==',
      value: 'dg==',
      headers: [{ trace: [97, 98] }, { twice: [120] }, { twice: [121] }],
    },
    expect.objectContaining({ offset: 1, key: null, value: null, headers: [] }),
  ]);
});

describe.each([1, 6])('with %i partitions', (partitions) => {
  it('delivers every record once, in order per partition, and commits all of it', async () => {
    const topic = await createTopic(partitions);
    await publish(topic, 600, { partitions });
    const seen: MskRecord[] = [];
    const source = await start({
      topic,
      batchSize: 50,
      handler: (event) => Promise.resolve(void seen.push(...recordsOf(event))),
    });
    await publish(topic, 60, { first: 600, partitions });
    await until(() => source.lag()).toBe(0);
    expect(sorted(seen.map((record) => Number(textOf(record))))).toEqual(upTo(660));
    for (let partition = 0; partition < partitions; partition += 1) {
      const offsets = seen.filter((record) => record.partition === partition).map(({ offset }) => offset);
      expect(offsets).toEqual(upTo(660 / partitions));
    }
    expect(await committedOffsets(topic)).toEqual(Array.from({ length: partitions }, () => 660 / partitions));
  });

  it('never has two batches of one partition in flight, and has partitions in flight side by side', async () => {
    const topic = await createTopic(partitions);
    await publish(topic, 120, { partitions });
    const inFlight = new Map<string, number>();
    let mostOfOne = 0;
    let mostOfAll = 0;
    const source = await start({
      topic,
      batchSize: 5,
      handler: async (event) => {
        const keys = Object.keys(event.records);
        for (const key of keys) inFlight.set(key, (inFlight.get(key) ?? 0) + 1);
        mostOfOne = Math.max(mostOfOne, ...inFlight.values());
        mostOfAll = Math.max(mostOfAll, [...inFlight.values()].filter((count) => count > 0).length);
        await new Promise((resolve) => setTimeout(resolve, 10));
        for (const key of keys) inFlight.set(key, (inFlight.get(key) ?? 0) - 1);
      },
    });
    await until(() => source.lag()).toBe(0);
    expect(mostOfOne).toBe(1);
    expect(mostOfAll).toBeGreaterThanOrEqual(Math.min(2, partitions));
  });
});

describe('cutting batches', () => {
  it('keeps to the batch size, and to one partition per invocation unless told otherwise', async () => {
    const topic = await createTopic(3);
    await publish(topic, 90, { partitions: 3 });
    const events: MskEvent[] = [];
    const source = await start({ topic, batchSize: 20, handler: (event) => Promise.resolve(void events.push(event)) });
    await until(() => source.lag()).toBe(0);
    expect(events.every((event) => Object.keys(event.records).length === 1)).toBe(true);
    expect(Math.max(...events.map((event) => recordsOf(event).length))).toBe(20);
  });

  it('puts several partitions into one invocation when told to, one at a time', async () => {
    const topic = await createTopic(6);
    await publish(topic, 120, { partitions: 6 });
    const events: MskEvent[] = [];
    let inFlight = 0;
    let most = 0;
    const source = await start({
      topic,
      payload: 'several',
      batchSize: 30,
      handler: async (event) => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        events.push(event);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inFlight -= 1;
      },
    });
    await until(() => source.lag()).toBe(0);
    expect(sorted(events.flatMap(numbersOf))).toEqual(upTo(120));
    expect(Math.max(...events.map((event) => Object.keys(event.records).length))).toBe(6);
    expect(Math.max(...events.map((event) => recordsOf(event).length))).toBeLessThanOrEqual(30);
    expect(most).toBe(1);
  });

  it('keeps the event within the payload bound', async () => {
    const topic = await createTopic(1);
    const messages = Array.from({ length: 40 }, () => ({ value: 'x'.repeat(1000) }));
    await producer.send({ topic, messages });
    const sizes: number[] = [];
    const counts: number[] = [];
    const source = await start({
      topic,
      maxPayloadBytes: 16_384,
      handler: (event) => {
        sizes.push(JSON.stringify(event).length);
        counts.push(recordsOf(event).length);
        return Promise.resolve();
      },
    });
    await until(() => source.lag()).toBe(0);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16_384);
    expect(Math.max(...counts)).toBeGreaterThan(5);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
  });

  it('passes over a record that no payload can hold', async () => {
    const topic = await createTopic(1);
    await producer.send({ topic, messages: [{ value: '0' }, { value: 'x'.repeat(20_000) }, { value: '2' }] });
    const seen: number[] = [];
    const source = await start({
      topic,
      maxPayloadBytes: 16_384,
      handler: (event) => Promise.resolve(void seen.push(...numbersOf(event))),
    });
    await until(() => source.lag()).toBe(0);
    expect(seen).toEqual([0, 2]);
    expect(source.stats().recordsDropped).toBe(1);
  });

  it('waits for the batching window to fill a batch', async () => {
    const topic = await createTopic(1);
    const events: MskEvent[] = [];
    const source = await start({
      topic,
      batchingWindowMs: 5000,
      batchSize: 20,
      handler: (event) => Promise.resolve(void events.push(event)),
    });
    await publish(topic, 10);
    await until(() => source.stats().partitions[0]?.bufferedRecords).toBe(10);
    expect(events).toEqual([]);
    await publish(topic, 10, { first: 10 });
    await until(() => events.map(numbersOf)).toEqual([upTo(20)]);
  });

  it('reads the next batch while the function works, and no further than its buffer', async () => {
    const topic = await createTopic(2);
    const value = 'x'.repeat(1000);
    for (let batch = 0; batch < 30; batch += 1) {
      await producer.send({ topic, messages: Array.from({ length: 100 }, () => ({ value, partition: 0 })) });
    }
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let others = 0;
    const source = await start({
      topic,
      batchSize: 10,
      batchingWindowMs: 0,
      handler: async (event) => {
        if (`${topic}-0` in event.records) await held;
        else others += 1;
      },
    });
    const first = () => source.stats().partitions.find(({ partition }) => partition === 0)!;
    await until(() => first().inFlightRecords).toBe(10);
    // The other partition goes on being read: after five of its records the first had as many occasions to be read.
    for (let count = 1; count <= 5; count += 1) {
      await producer.send({ topic, messages: [{ value: 'other', partition: 1 }] });
      await until(() => others).toBe(count);
    }
    expect(first().bufferedRecords).toBeGreaterThanOrEqual(10);
    expect(first().bufferedRecords).toBeLessThan(1500);
    release();
    await until(() => source.lag()).toBe(0);
  });
});

describe('where reading begins', () => {
  it('LATEST: delivers what comes after the start only, in every partition', async () => {
    const topic = await createTopic(6);
    await publish(topic, 60, { partitions: 6 });
    const seen: number[] = [];
    const source = await start({
      topic,
      startingPosition: 'LATEST',
      handler: (event) => Promise.resolve(void seen.push(...numbersOf(event))),
    });
    expect(await committedOffsets(topic)).toEqual([10, 10, 10, 10, 10, 10]);
    await publish(topic, 12, { first: 60, partitions: 6 });
    await until(() => seen.length).toBe(12);
    await until(() => source.lag()).toBe(0);
    expect(sorted(seen)).toEqual(upTo(12, 60));
  });

  it('LATEST: what came while no member ran is delivered, since the position was committed at once', async () => {
    const topic = await createTopic(1);
    const first = await start({ topic, startingPosition: 'LATEST', handler: () => Promise.resolve() });
    await first.stop();
    await publish(topic, 3);
    const seen: number[] = [];
    await start({
      topic,
      startingPosition: 'LATEST',
      handler: (event) => Promise.resolve(void seen.push(...numbersOf(event))),
    });
    await until(() => seen).toEqual([0, 1, 2]);
  });

  it('AT_TIMESTAMP: begins with the first record at that time', async () => {
    const topic = await createTopic(1);
    const messages = upTo(10).map((number) => ({
      value: String(number),
      timestamp: String(1_750_000_000_000 + number),
    }));
    await producer.send({ topic, messages });
    const seen: number[] = [];
    await start({
      topic,
      startingPosition: { atTimestampMs: 1_750_000_000_004 },
      handler: (event) => Promise.resolve(void seen.push(...numbersOf(event))),
    });
    await until(() => seen).toEqual(upTo(6, 4));
  });
});

it('goes on from the beginning of a topic that is made anew under it', async () => {
  const topic = await createTopic(1);
  await publish(topic, 30);
  const seen: number[] = [];
  const source = await start({ topic, handler: (event) => Promise.resolve(void seen.push(...numbersOf(event))) });
  await until(() => source.lag()).toBe(0);
  await admin.deleteTopics({ topics: [topic] });
  await until(async () => (await admin.listTopics()).includes(topic)).toBe(false);
  await makeTopic(admin, topic, 1);
  await publish(topic, 3, { first: 30 });
  await until(() => seen.slice(30)).toEqual([30, 31, 32]);
  await until(() => committedOffsets(topic)).toEqual([3]);
});

describe('on-demand mode', () => {
  it('tries the same batch until it is accepted, commits nothing before, and holds up no other partition', async () => {
    const topic = await createTopic(2);
    await publish(topic, 20, { partitions: 2 });
    const attempts: number[][] = [];
    let isBroken = true;
    const source = await start({
      topic,
      handler: (event) => {
        const numbers = numbersOf(event);
        if (numbers[0] !== 0) return Promise.resolve();
        attempts.push(numbers);
        return isBroken ? Promise.reject(new Error('database away')) : Promise.resolve();
      },
    });
    await until(() => attempts.length).toBeGreaterThan(12);
    await until(() => committedOffsets(topic)).toEqual([0, 10]);
    isBroken = false;
    await until(() => source.lag()).toBe(0);
    expect(new Set(attempts.map(String)).size).toBe(1);
    expect(await committedOffsets(topic)).toEqual([10, 10]);
  });

  it('takes a function without an answer in time as failed', async () => {
    const topic = await createTopic(1);
    await publish(topic, 1);
    let calls = 0;
    const source = await start({
      topic,
      functionTimeoutMs: 30,
      handler: () => {
        calls += 1;
        return calls === 1 ? new Promise(() => undefined) : Promise.resolve();
      },
    });
    await until(() => source.lag()).toBe(0);
    expect(source.stats()).toMatchObject({ invocations: 2, failed: 1, succeeded: 1 });
  });

  it('pays no heed to batchItemFailures', async () => {
    const topic = await createTopic(1);
    await publish(topic, 3);
    const answer = { batchItemFailures: [{ itemIdentifier: { 'topic-partition': `${topic}-0`, offset: 1 } }] };
    const source = await start({ topic, handler: () => Promise.resolve(answer) });
    await until(() => source.lag()).toBe(0);
    expect(source.stats().invocations).toBe(1);
  });
});

describe('provisioned mode', () => {
  async function deadLettersOf(topic: string): Promise<Message[]> {
    const found: Message[] = [];
    const consumer = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 50 });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ eachMessage: ({ message }) => Promise.resolve(void found.push(message)) });
    const [end] = await admin.fetchTopicOffsets(topic);
    await until(() => found.length).toBe(Number(end?.high));
    await consumer.disconnect();
    return found;
  }

  it('goes on at the failed offset, with what was before it committed', async () => {
    const topic = await createTopic(1);
    await publish(topic, 10);
    const batches: number[][] = [];
    const source = await start({
      topic,
      mode: { kind: 'provisioned', reportBatchItemFailures: true },
      handler: (event) => {
        batches.push(numbersOf(event));
        if (batches.length > 2) return Promise.resolve({});
        return Promise.resolve({
          batchItemFailures: [
            { itemIdentifier: { 'topic-partition': `${topic}-0`, offset: 9 } },
            { itemIdentifier: { 'topic-partition': `${topic}-0`, offset: 6 } },
          ],
        });
      },
    });
    await until(() => source.lag()).toBe(0);
    expect(batches).toEqual([upTo(10), upTo(4, 6), upTo(4, 6)]);
    expect(source.stats()).toMatchObject({ partial: 2, succeeded: 1 });
  });

  it('tries only the failed partition of a mixed batch again', async () => {
    const topic = await createTopic(2);
    await publish(topic, 8, { partitions: 2 });
    const batches: string[][] = [];
    const source = await start({
      topic,
      payload: 'several',
      batchingWindowMs: 300,
      mode: { kind: 'provisioned', reportBatchItemFailures: true },
      handler: (event) => {
        batches.push(Object.keys(event.records));
        if (batches.length > 1) return Promise.resolve(null);
        const itemIdentifier = { 'topic-partition': `${topic}-1`, offset: 0 };
        return Promise.resolve({ batchItemFailures: [{ itemIdentifier }] });
      },
    });
    await until(() => source.lag()).toBe(0);
    expect(batches[0]?.toSorted()).toEqual([`${topic}-0`, `${topic}-1`]);
    expect(batches.slice(1)).toEqual([[`${topic}-1`]]);
  });

  it('takes an answer that names an unknown offset as failed altogether', async () => {
    const topic = await createTopic(1);
    await publish(topic, 3);
    const batches: number[][] = [];
    const source = await start({
      topic,
      mode: { kind: 'provisioned', reportBatchItemFailures: true },
      handler: (event) => {
        batches.push(numbersOf(event));
        const itemIdentifier = { 'topic-partition': `${topic}-0`, offset: 77 };
        return Promise.resolve(batches.length === 1 ? { batchItemFailures: [{ itemIdentifier }] } : undefined);
      },
    });
    await until(() => source.lag()).toBe(0);
    expect(batches).toEqual([upTo(3), upTo(3)]);
  });

  it('bisects down to the poison record, delivers its neighbours, and sends it on as it came', async () => {
    const topic = await createTopic(1);
    const deadLetterTopic = await createTopic(1);
    await publish(topic, 7);
    await producer.send({ topic, messages: [{ key: 'bad', value: 'poison', headers: { why: 'test' } }] });
    await publish(topic, 8, { first: 8 });
    const accepted: number[] = [];
    const source = await start({
      topic,
      mode: { kind: 'provisioned', maximumRetryAttempts: 2, bisectBatchOnFunctionError: true, deadLetterTopic },
      handler: (event) => {
        if (recordsOf(event).some((record) => textOf(record) === 'poison')) return Promise.reject(new Error('poison'));
        accepted.push(...numbersOf(event));
        return Promise.resolve();
      },
    });
    await until(() => source.lag()).toBe(0);
    expect(accepted).toEqual([...upTo(7), ...upTo(8, 8)]);
    const [letter, ...others] = await deadLettersOf(deadLetterTopic);
    expect(others).toEqual([]);
    expect({ key: String(letter?.key), value: String(letter?.value), why: String(letter?.headers?.['why']) }).toEqual({
      key: 'bad',
      value: 'poison',
      why: 'test',
    });
  });

  it('gives a batch up after its retries, without bisection all of it', async () => {
    const topic = await createTopic(1);
    const deadLetterTopic = await createTopic(1);
    await publish(topic, 5);
    let calls = 0;
    const source = await start({
      topic,
      mode: { kind: 'provisioned', maximumRetryAttempts: 3, deadLetterTopic },
      handler: () => {
        calls += 1;
        return Promise.reject(new Error('always'));
      },
    });
    await until(() => source.lag()).toBe(0);
    expect(calls).toBe(4);
    expect((await deadLettersOf(deadLetterTopic)).map(({ value }) => String(value))).toEqual(upTo(5).map(String));
  });

  it('does not try records that are too old', async () => {
    const topic = await createTopic(1);
    const old = String(Date.now() - 120_000);
    await producer.send({ topic, messages: [{ value: '0', timestamp: old }, { value: '1' }] });
    const seen: number[] = [];
    const source = await start({
      topic,
      mode: { kind: 'provisioned', maximumRecordAgeSeconds: 60 },
      handler: (event) => Promise.resolve(void seen.push(...numbersOf(event))),
    });
    await until(() => source.lag()).toBe(0);
    expect(seen).toEqual([1]);
    expect(source.stats().recordsDropped).toBe(1);
  });
});

describe('stopping and sharing', () => {
  it('finishes the batch in flight, commits it and begins no other', async () => {
    const topic = await createTopic(1);
    await publish(topic, 20);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let calls = 0;
    const source = await start({
      topic,
      batchSize: 5,
      handler: async () => {
        calls += 1;
        await held;
      },
    });
    await until(() => calls).toBe(1);
    const stopped = source.stop();
    release();
    await stopped;
    expect(calls).toBe(1);
    expect(await committedOffsets(topic)).toEqual([5]);
  });

  it('abandons a batch that takes too long: it is delivered again', async () => {
    const topic = await createTopic(1);
    await publish(topic, 5);
    let calls = 0;
    const first = await start({
      topic,
      drainMs: 50,
      handler: () => {
        calls += 1;
        return new Promise(() => undefined);
      },
    });
    await until(() => calls).toBe(1);
    await first.stop();
    const seen: number[] = [];
    await start({ topic, handler: (event) => Promise.resolve(void seen.push(...numbersOf(event))) });
    await until(() => seen).toEqual(upTo(5));
  });

  it('ends at once while a failing batch waits for its retry', async () => {
    const topic = await createTopic(1);
    await publish(topic, 1);
    const source = await start({
      topic,
      drainMs: 60_000,
      retryPauseMs: { first: 60_000, most: 60_000 },
      handler: () => Promise.reject(new Error('away')),
    });
    await until(() => source.stats().failed).toBe(1);
    await source.stop();
    expect(await committedOffsets(topic)).toEqual([0]);
  });

  it('loses nothing when members join and leave, with LATEST too', async () => {
    const topic = await createTopic(6);
    const seen = new Set<number>();
    const member = (): Promise<KafkaEventSource> =>
      start({
        topic,
        startingPosition: 'LATEST',
        batchSize: 7,
        handler: async (event) => {
          await new Promise((resolve) => setTimeout(resolve, 3));
          for (const number of numbersOf(event)) seen.add(number);
        },
      });
    const first = await member();
    let published = 0;
    const publishSome = async (): Promise<void> => {
      await publish(topic, 120, { first: published, partitions: 6 });
      published += 120;
    };
    await publishSome();
    const joining = member();
    await publishSome();
    const second = await joining;
    await publishSome();
    await until(() => second.stats().partitions.length).toBe(3);
    await publishSome();
    await Promise.all([first.stop(), publishSome()]);
    await until(() => second.stats().partitions.length).toBe(6);
    await publishSome();
    await until(() => seen.size).toBe(published);
    await until(() => committedOffsets(topic)).toEqual(Array.from({ length: 6 }, () => published / 6));
  });
});
