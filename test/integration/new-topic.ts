import type { Admin } from 'kafkajs';
import { expect } from 'vitest';

/**
 * Makes a topic and waits until the broker knows a leader of each partition. kafkajs's own `waitForLeaders` gives up at
 * once where the controller knows the topic and the broker has yet to hear of it.
 */
export async function makeTopic(admin: Admin, topic: string, numPartitions: number): Promise<void> {
  await admin.createTopics({ topics: [{ topic, numPartitions }], waitForLeaders: false });
  await expect.poll(() => partitionsWithLeader(admin, topic), { timeout: 30_000 }).toBe(numPartitions);
}

async function partitionsWithLeader(admin: Admin, topic: string): Promise<number> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics[0]?.partitions.filter(({ leader }) => leader >= 0).length ?? 0;
  } catch {
    return 0;
  }
}
