const DAY_MS = 86_400_000;
const MB = 2 ** 20;
const MB_PER_GB = 1024;
/** Of a broker's disk, what positions may take: the rest is for dead letters, indexes, offsets and a broker that is behind. */
const POSITIONS_SHARE = 0.6;

/** What the position topic may take on each broker's disk, all partitions together. */
export function positionTopicMaxMb(brokerDiskGb: number): number {
  return Math.floor(brokerDiskGb * MB_PER_GB * POSITIONS_SHARE);
}

/**
 * Settings of the brokers, by Kafka's names. They bound topics that have no settings of their own, as those are that
 * CloudFormation makes: a day, and so many bytes that positions and dead letters together stay within `maxMb`. Nobody makes a
 * topic by writing to it.
 */
export function brokerDefaults({
  partitions,
  maxMb,
  copies,
}: {
  readonly partitions: number;
  readonly maxMb: number;
  /** Of each partition; one has to be in sync, so that the restart of a broker doesn't stop producing. */
  readonly copies: number;
}): Readonly<Record<string, string>> {
  const partitionBytes = Math.floor((maxMb * MB) / (partitions + 1));
  return {
    'auto.create.topics.enable': 'false',
    'default.replication.factor': String(copies),
    'offsets.topic.replication.factor': String(copies),
    'min.insync.replicas': '1',
    'log.retention.ms': String(DAY_MS),
    'log.retention.bytes': String(partitionBytes),
    'log.segment.bytes': String(Math.min(128 * MB, Math.max(MB, Math.floor(partitionBytes / 8)))),
  };
}
