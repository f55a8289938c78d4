import { Partitioners } from 'kafkajs';
import { expect, test } from 'vitest';
import { partitionOf } from '#adapters/kafka/partition-of.ts';
import { addressFromNumber } from '#domain/address.ts';

test.each([1, 3, 6, 7])('a key has the partition that kafkajs gives it, with %i partitions', (partitions) => {
  const partitioner = Partitioners.DefaultPartitioner();
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 1,
    replicas: [1],
    isr: [1],
  }));
  const keys = ['', 'a', 'ab', 'abc', '~abcdef', '~00000a'];
  for (let address = 0; address < 0x1000000; address += 4999) keys.push(addressFromNumber(address));
  for (const key of keys) {
    const expected = partitioner({ topic: 't', partitionMetadata, message: { key, value: null } });
    expect(partitionOf(key, partitions), key).toBe(expected);
  }
});
