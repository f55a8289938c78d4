import type { Admin, Kafka } from 'kafkajs';
import type { LanePosition } from './partition-lane.ts';
import type { StartingPosition } from './options.ts';

/** Looks up where a group reads on. */
export interface GroupOffsets {
  /** The committed offset of each partition, or where the starting position puts it. */
  positionsOf(partitions: readonly number[]): Promise<ReadonlyMap<number, LanePosition>>;
  /** Records of all partitions between the group's committed offsets and the ends. */
  lag(): Promise<number>;
  close(): Promise<void>;
}

export function createGroupOffsets(
  kafka: Kafka,
  { groupId, topic, startingPosition }: { groupId: string; topic: string; startingPosition: StartingPosition },
): GroupOffsets {
  let admin: Admin | null = null;

  const connected = async (): Promise<Admin> => {
    if (admin !== null) return admin;
    const next = kafka.admin();
    await next.connect();
    admin = next;
    return next;
  };
  const close = async (): Promise<void> => {
    const last = admin;
    admin = null;
    await last?.disconnect();
  };

  const ask = async <T>(question: (connectedAdmin: Admin) => Promise<T>): Promise<T> => {
    try {
      return await question(await connected());
    } catch (error) {
      await close().catch(() => undefined);
      throw error;
    }
  };
  return {
    positionsOf: (partitions) =>
      ask((connectedAdmin) => lookUp(connectedAdmin, { groupId, topic, startingPosition }, partitions)),
    lag: () => ask((connectedAdmin) => lagOf(connectedAdmin, groupId, topic)),
    close,
  };
}

async function lagOf(admin: Admin, groupId: string, topic: string): Promise<number> {
  const ends = await admin.fetchTopicOffsets(topic);
  const committed = await committedOffsets(admin, groupId, topic);
  return ends.reduce((sum, { partition, high, low }) => {
    return sum + Math.max(0, Number(high) - Math.max(Number(low), committed.get(partition) ?? -1));
  }, 0);
}

/** By partition; -1 where the group has committed nothing. */
async function committedOffsets(admin: Admin, groupId: string, topic: string): Promise<ReadonlyMap<number, number>> {
  const topics = await admin.fetchOffsets({ groupId, topics: [topic] });
  return byPartition(topics.find((found) => found.topic === topic)?.partitions ?? []);
}

async function lookUp(
  admin: Admin,
  { groupId, topic, startingPosition }: { groupId: string; topic: string; startingPosition: StartingPosition },
  partitions: readonly number[],
): Promise<ReadonlyMap<number, LanePosition>> {
  if (partitions.length === 0) return new Map();
  const [committed, ends] = await Promise.all([
    committedOffsets(admin, groupId, topic),
    admin.fetchTopicOffsets(topic),
  ]);
  const starts = partitions.every((partition) => (committed.get(partition) ?? -1) >= 0)
    ? new Map<number, number>()
    : await startingOffsets(admin, topic, startingPosition, ends);
  const end = byPartition(ends.map(({ partition, high }) => ({ partition, offset: high })));
  return new Map(
    partitions.map((partition) => {
      const known = committed.get(partition) ?? -1;
      const isCommitted = known >= 0;
      const offset = isCommitted ? known : (starts.get(partition) ?? 0);
      return [partition, { offset, isCommitted, endOffset: end.get(partition) ?? offset }];
    }),
  );
}

async function startingOffsets(
  admin: Admin,
  topic: string,
  position: StartingPosition,
  ends: readonly { partition: number; high: string; low: string }[],
): Promise<ReadonlyMap<number, number>> {
  if (typeof position === 'object') {
    return byPartition(await admin.fetchTopicOffsetsByTimestamp(topic, position.atTimestampMs));
  }
  return byPartition(
    ends.map(({ partition, high, low }) => ({ partition, offset: position === 'LATEST' ? high : low })),
  );
}

function byPartition(offsets: readonly { partition: number; offset: string }[]): Map<number, number> {
  return new Map(offsets.map(({ partition, offset }) => [partition, Number(offset)]));
}
