import type { Admin, Kafka } from 'kafkajs';
import type { LanePosition } from './partition-lane.ts';
import type { StartingPosition } from './options.ts';

/** Looks up where a group reads on. */
export interface GroupOffsets {
  /** The committed offset of each partition, or where the starting position puts it. */
  positionsOf(partitions: readonly number[]): Promise<ReadonlyMap<number, LanePosition>>;
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

  return {
    async positionsOf(partitions) {
      try {
        return await lookUp(await connected(), { groupId, topic, startingPosition }, partitions);
      } catch (error) {
        await close().catch(() => undefined);
        throw error;
      }
    },
    close,
  };
}

async function lookUp(
  admin: Admin,
  { groupId, topic, startingPosition }: { groupId: string; topic: string; startingPosition: StartingPosition },
  partitions: readonly number[],
): Promise<ReadonlyMap<number, LanePosition>> {
  if (partitions.length === 0) return new Map();
  const [group, ends] = await Promise.all([
    admin.fetchOffsets({ groupId, topics: [topic] }),
    admin.fetchTopicOffsets(topic),
  ]);
  const committed = byPartition(group.find((found) => found.topic === topic)?.partitions ?? []);
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
