import { KafkaJSNonRetriableError, KafkaJSNumberOfRetriesExceeded, KafkaJSProtocolError, type Message } from 'kafkajs';
import { expect, test } from 'vitest';
import { partitionOf } from '#adapters/kafka/partition-of.ts';
import { createPositionProducer, type SendFailure } from '#adapters/kafka/position-producer.ts';
import { createManualTime } from '../../../fakes/manual-time.ts';

const PARTITIONS = 3;
type Batch = readonly Message[];

/** A kafkajs that keeps what is sent in partitions and fails when it is told to. */
function createFakeKafka(fail: (batch: Batch, attempt: number) => Error | null) {
  const log: string[][] = Array.from({ length: PARTITIONS }, () => []);
  const state = { producers: 0, disconnected: 0, attempts: 0, options: null as unknown };
  const kafka = {
    producer: (options: { createPartitioner: () => (args: object) => number }) => {
      state.producers += 1;
      state.options = options;
      const partitioner = options.createPartitioner();
      const partitionMetadata = Array.from({ length: PARTITIONS });
      return {
        connect: () => Promise.resolve(),
        disconnect: () => {
          state.disconnected += 1;
          return Promise.resolve();
        },
        sendBatch: ({ topicMessages }: { topicMessages: { topic: string; messages: Batch }[] }) => {
          const messages = topicMessages[0]!.messages;
          const error = fail(messages, ++state.attempts);
          const chosen = messages.map((message) => partitioner({ topic: 't', partitionMetadata, message }));
          if (error !== null) return Promise.reject(error);
          const bases = log.map((partition) => partition.length);
          messages.forEach((message, index) => log[chosen[index]!]!.push(String(message.value)));
          const metadata = [...new Set(chosen)].map((partition) => ({
            topicName: 't',
            partition,
            errorCode: 0,
            baseOffset: String(bases[partition]),
          }));
          return Promise.resolve(metadata);
        },
      };
    },
  };
  return { kafka: kafka as never, log, state };
}

function setUp(fail: (batch: Batch, attempt: number) => Error | null = () => null) {
  const fake = createFakeKafka(fail);
  const time = createManualTime();
  const failures: SendFailure[] = [];
  const producer = createPositionProducer({
    kafka: fake.kafka,
    topic: 't',
    random: () => 1,
    sleep: time.sleep,
    onFailure: (failure) => failures.push(failure),
  });
  return { ...fake, time, failures, producer, signal: new AbortController().signal };
}

const records = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => ({ key: (from + n).toString(16).padStart(6, '0'), value: String(from + n) }));

const protocolError = (type: string, retriable: boolean): KafkaJSProtocolError =>
  new KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 1, retriable }));
const gaveUp = (): Error =>
  new KafkaJSNumberOfRetriesExceeded(protocolError('REQUEST_TIMED_OUT', true), { retryCount: 2, retryTime: 1 });

test('the producer is idempotent, sends one request at a time and makes no topics', async () => {
  const { producer, state, signal } = setUp();
  await producer.send(records(1), signal);
  expect(state.options).toMatchObject({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
});

test('a delivery tells the offset of the last record in each partition, and which record that is', async () => {
  const { producer, log, signal } = setUp();
  await producer.send(records(10), signal);
  const sent = records(20, 10);
  const { partitions, refused } = await producer.send(sent, signal);
  expect(refused).toEqual([]);
  expect(partitions.map((p) => p.partition).sort()).toEqual([0, 1, 2]);
  for (const { partition, offset, lastIndex } of partitions) {
    expect(log[partition]![offset]).toBe(sent[lastIndex]!.value);
    expect(offset).toBe(log[partition]!.length - 1);
    expect(partitionOf(sent[lastIndex]!.key, PARTITIONS)).toBe(partition);
  }
});

test('after a failure that may pass the same batch is sent again by the same producer, later each time', async () => {
  const { producer, time, state, failures, signal, log } = setUp((_, attempt) => (attempt <= 3 ? gaveUp() : null));
  const sending = producer.send(records(5), signal);
  await time.advance(10_000);
  await sending;
  expect(log.flat()).toHaveLength(5);
  expect(state.producers).toBe(1);
  expect(failures.map((f) => [f.attempt, f.records, f.retryInMs])).toEqual([
    [1, 5, 250],
    [2, 5, 500],
    [3, 5, 1000],
  ]);
});

test('an error that ends an idempotent producer is survived by a new one, which sends the batch again', async () => {
  const { producer, time, state, signal, log } = setUp((_, attempt) =>
    attempt === 1 ? protocolError('OUT_OF_ORDER_SEQUENCE_NUMBER', false) : null,
  );
  const sending = producer.send(records(5), signal);
  await time.advance(1000);
  await sending;
  expect([state.producers, state.disconnected]).toEqual([2, 1]);
  expect(log.flat()).toHaveLength(5);
});

test('after four failures in a row connections are made anew, and it never gives up', async () => {
  const { producer, time, state, signal } = setUp((_, attempt) => (attempt <= 100 ? gaveUp() : null));
  const sending = producer.send(records(1), signal);
  await time.advance(600_000);
  await sending;
  expect(state.attempts).toBe(101);
  expect(state.producers).toBe(26);
});

test('a record that the broker will never take is found and refused, and the others arrive', async () => {
  const tooLarge = protocolError('MESSAGE_TOO_LARGE', false);
  // kafkajs passes the broker's error on as it is, or inside one of its own.
  const refusal = (batch: Batch): Error =>
    batch.length % 2 === 0
      ? tooLarge
      : Object.assign(new KafkaJSNonRetriableError(tooLarge.message), { cause: tooLarge });
  const isPoison = (batch: Batch) => batch.some((message) => message.value === '13');
  const { producer, time, signal, log } = setUp((batch) => (isPoison(batch) ? refusal(batch) : null));
  const sending = producer.send(records(20), signal);
  await time.advance(60_000);
  const { partitions, refused } = await sending;
  expect(refused).toEqual([13]);
  expect(log.flat().sort((a, b) => Number(a) - Number(b))).toEqual(
    records(20)
      .map((r) => r.value)
      .filter((value) => value !== '13'),
  );
  for (const { partition, offset, lastIndex } of partitions) {
    expect(log[partition]![offset]).toBe(String(lastIndex));
    expect(offset).toBe(log[partition]!.length - 1);
  }
});

test('a signal ends the trying at once, also while kafkajs is at it', async () => {
  const { producer, time } = setUp(() => gaveUp());
  const stop = new AbortController();
  const sending = producer.send(records(1), stop.signal);
  sending.catch(() => undefined);
  await time.advance(100);
  stop.abort(new Error('time is over'));
  await expect(sending).rejects.toThrow('time is over');
});
