import { describe, expect, it } from 'vitest';
import { positionTopics } from '#adapters/kafka/topics.ts';
import { brokerDefaults, positionTopicMaxMb } from '../../lib/broker-defaults.ts';

const MB = 2 ** 20;

describe.each([
  [1, 1],
  [3, 20],
  [6, 100],
  [200, 16_384],
])('with %i partitions on a disk of %i GB', (partitions, brokerDiskGb) => {
  const maxMb = positionTopicMaxMb(brokerDiskGb);
  const diskBytes = brokerDiskGb * 1024 * MB;
  const defaults = brokerDefaults({ partitions, maxMb, copies: 2 });

  it('topics without settings stay within the disk, every partition of both at its limit', () => {
    const segment = Number(defaults['log.segment.bytes']);
    // A segment goes only when it is complete, so each partition may have one more.
    const bytes = (partitions + 1) * (Number(defaults['log.retention.bytes']) + segment);
    expect(bytes).toBeLessThan(diskBytes * 0.8);
  });

  it('topics with settings of their own do too, and keep nothing for less long', () => {
    const topics = positionTopics({ topic: 'p', partitions, brokers: 2, maxBytes: maxMb * MB });
    const bytes = topics.reduce((sum, topic) => sum + topic.partitions * Number(topic.config['retention.bytes']), 0);
    expect(bytes).toBeLessThan(diskBytes * 0.7);
    for (const { config } of topics) {
      expect(Number(config['retention.ms'])).toBeGreaterThanOrEqual(Number(defaults['log.retention.ms']));
      expect(config['min.insync.replicas']).toBe(defaults['min.insync.replicas']);
    }
  });
});

it('copies are as many as is said, and nobody makes a topic by writing to it', () => {
  expect(brokerDefaults({ partitions: 3, maxMb: 1024, copies: 2 })).toMatchObject({
    'auto.create.topics.enable': 'false',
    'default.replication.factor': '2',
    'offsets.topic.replication.factor': '2',
  });
});
