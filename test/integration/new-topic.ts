import type { Admin } from 'kafkajs';
import { expect } from 'vitest';

/**
 * Makes a topic and waits until the broker serves each of its partitions. kafkajs's own `waitForLeaders` fails where the
 * broker has yet to hear of the topic, and a leader that is only announced makes a first send come twice.
 */
export async function makeTopic(admin: Admin, topic: string, numPartitions: number): Promise<void> {
  await admin.createTopics({ topics: [{ topic, numPartitions }], waitForLeaders: false });
  await expect.poll(() => servedPartitions(admin, topic), { timeout: 30_000 }).toBe(numPartitions);
}

async function servedPartitions(admin: Admin, topic: string): Promise<number> {
  try {
    return (await admin.fetchTopicOffsets(topic)).length;
  } catch {
    return 0;
  }
}
