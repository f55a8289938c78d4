import { expect, it } from 'vitest';
import { Kafka } from 'kafkajs';
import { createLogger } from '#adapters/observability/logger.ts';
import type { KafkaEventSourceOptions } from '../../../local/kafka-event-source/options.ts';
import { settingsOf } from '../../../local/kafka-event-source/settings.ts';

const options: KafkaEventSourceOptions = {
  kafka: new Kafka({ brokers: ['127.0.0.1:1'] }),
  bootstrapServers: '127.0.0.1:1',
  topic: 'positions',
  groupId: 'group',
  functionName: 'function',
  handler: () => Promise.resolve(),
  startingPosition: 'LATEST',
  logger: createLogger({ write: () => undefined }),
};

it('has the defaults of Lambda', () => {
  expect(settingsOf(options)).toMatchObject({
    batchSize: 100,
    batchingWindowMs: 500,
    maxPayloadBytes: 6 * 1024 * 1024,
    mode: { kind: 'on-demand' },
  });
  expect(settingsOf({ ...options, mode: { kind: 'provisioned' } }).mode).toEqual({
    kind: 'provisioned',
    retries: Infinity,
    recordAgeMs: Infinity,
    bisect: false,
    partialResponses: false,
    deadLetterTopic: null,
  });
});

it('limits retries to ten where there is a dead-letter topic and no limit', () => {
  const retriesOf = (maximumRetryAttempts?: number): unknown => {
    const limit = maximumRetryAttempts === undefined ? {} : { maximumRetryAttempts };
    return settingsOf({ ...options, mode: { kind: 'provisioned', deadLetterTopic: 'dead', ...limit } }).mode;
  };
  expect(retriesOf()).toMatchObject({ retries: 10 });
  expect(retriesOf(-1)).toMatchObject({ retries: 10 });
  expect(retriesOf(20)).toMatchObject({ retries: 20 });
});

it.each<[string, Partial<KafkaEventSourceOptions>]>([
  ['batchSize', { batchSize: 10_001 }],
  ['batchSize', { batchSize: 0 }],
  ['batchingWindowMs', { batchingWindowMs: 300_001 }],
  ['maxPayloadBytes', { maxPayloadBytes: 6 * 1024 * 1024 + 1 }],
  ['functionTimeoutMs', { functionTimeoutMs: 840_001 }],
  ['maximumRetryAttempts', { mode: { kind: 'provisioned', maximumRetryAttempts: 10_001 } }],
  ['maximumRecordAgeSeconds', { mode: { kind: 'provisioned', maximumRecordAgeSeconds: 59 } }],
  ['deadLetterTopic', { mode: { kind: 'provisioned', deadLetterTopic: 'positions' } }],
])('refuses what Lambda would: %s', (name, wrong) => {
  expect(() => settingsOf({ ...options, ...wrong })).toThrow(name);
  expect(() => settingsOf({ ...options, ...wrong })).toThrow(RangeError);
});
