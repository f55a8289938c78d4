import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';

export interface TopicRecord {
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly value: string;
}

/** Everything that is in a topic now, by partition and offset. */
export async function readWholeTopic(kafka: Kafka, topic: string): Promise<TopicRecord[]> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  const missing = new Set(ends.filter((end) => Number(end.high) > Number(end.low)).map((end) => end.partition));
  const groupId = `reader-${randomUUID()}`;
  const records: TopicRecord[] = [];
  const consumer = kafka.consumer({ groupId });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    if (missing.size === 0) {
      resolve();
      return;
    }
    consumer
      .run({
        eachMessage: ({ partition, message }) => {
          const { key, value, offset } = message;
          records.push({ partition, offset: Number(offset), key: String(key), value: String(value) });
          const end = ends.find((candidate) => candidate.partition === partition);
          if (end !== undefined && Number(offset) >= Number(end.high) - 1) missing.delete(partition);
          if (missing.size === 0) resolve();
          return Promise.resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  await admin.deleteGroups([groupId]).catch(() => undefined);
  await admin.disconnect();
  return records.sort((a, b) => a.partition - b.partition || a.offset - b.offset);
}
