import { expect, test } from 'vitest';
import { describeBatch } from '#adapters/kafka/describe-batch.ts';
import type { MskEvent, MskRecord } from '#contracts/msk-event.ts';

function batchOf(offsets: Readonly<Record<string, readonly number[]>>): MskEvent {
  const record = { topic: 'p', partition: 0, timestamp: 0, timestampType: 'CREATE_TIME', headers: [] } as const;
  const toRecord = (offset: number): MskRecord => ({ ...record, offset });
  return {
    ...{ eventSource: 'aws:kafka', eventSourceArn: '', bootstrapServers: '' },
    records: Object.fromEntries(Object.entries(offsets).map(([key, all]) => [key, all.map(toRecord)])),
  };
}

test('a batch is told by its partitions and their first and last offsets', () => {
  expect(describeBatch(batchOf({ 'p-0': [100, 101, 199], 'p-1': [7], 'p-2': [] }))).toBe('p-0@100-199 p-1@7');
  expect(describeBatch(batchOf({}))).toBe('');
});

test('one of many partitions is told by twelve of them', () => {
  const many = Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`p-${n}`, [n]]));
  expect(describeBatch(batchOf(many)).split(' ').slice(-4)).toEqual(['p-11@11', 'and', '3', 'more']);
});
