import { describe, expect, it } from 'vitest';
import { readBatchResponse } from '../../../local/kafka-event-source/batch-response.ts';
import type { DeliveryPart } from '../../../local/kafka-event-source/delivery.ts';
import { createPartitionLane } from '../../../local/kafka-event-source/partition-lane.ts';

function part(partition: number, offsets: readonly number[]): DeliveryPart {
  const records = offsets.map((offset) => ({
    offset,
    timestampMs: 0,
    timestampType: 'CREATE_TIME' as const,
    key: null,
    value: null,
    headers: {},
    eventBytes: 1,
  }));
  return { lane: createPartitionLane(partition), epoch: 0, records };
}

const first = part(0, [5, 6, 7]);
const second = part(1, [5]);
const failure = (topicPartition: unknown, offset: unknown) => ({
  itemIdentifier: { 'topic-partition': topicPartition, offset },
});
const read = (answer: unknown) => readBatchResponse(answer, 'positions', [first, second]);

it.each([[undefined], [null], [{}], [{ batchItemFailures: null }], [{ batchItemFailures: [] }]])(
  'takes %j as success',
  (answer) => {
    expect(read(answer)).toEqual({ kind: 'accepted' });
  },
);

it('takes the lowest failed offset of each partition', () => {
  const answer = {
    batchItemFailures: [failure('positions-0', 7), failure('positions-0', 6), failure('positions-1', 5)],
  };
  expect(read(answer)).toEqual({
    kind: 'partial',
    firstFailedOffset: new Map([
      [first, 6],
      [second, 5],
    ]),
  });
});

describe('takes as failed altogether what', () => {
  it.each([
    ['is no object', 'failed'],
    ['holds no list', { batchItemFailures: 'all' }],
    ['names another topic', { batchItemFailures: [failure('other-0', 5)] }],
    ['names a partition that was not in the batch', { batchItemFailures: [failure('positions-2', 5)] }],
    ['names an offset that was not in the batch', { batchItemFailures: [failure('positions-0', 8)] }],
    ['names an offset as text', { batchItemFailures: [failure('positions-0', '6')] }],
    ['has the shape of other event sources', { batchItemFailures: [{ itemIdentifier: '6' }] }],
    ['is right in part only', { batchItemFailures: [failure('positions-0', 6), failure('positions-0', 99)] }],
  ])('%s', (_, answer) => {
    expect(read(answer)).toEqual({ kind: 'unusable' });
  });
});
