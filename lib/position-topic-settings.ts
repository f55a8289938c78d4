/** Topic settings by Kafka's names. */
export interface PositionTopicSettings {
  readonly positions: Readonly<Record<string, string>>;
  readonly deadLetters: Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;
const MB = 2 ** 20;

/**
 * Settings of the position topic and its dead letters, the same as those that the producer gives to topics that it finds
 * missing (a test holds the two together; infrastructure may not import the adapter).
 * @param maxBytes that positions may take on one broker's disk, all partitions together
 */
export function positionTopicSettings({
  partitions,
  maxBytes,
}: {
  readonly partitions: number;
  readonly maxBytes: number;
}): PositionTopicSettings {
  const shared = { 'cleanup.policy': 'delete', 'min.insync.replicas': '1' };
  const partitionBytes = Math.floor(maxBytes / partitions);
  return {
    positions: {
      ...shared,
      'retention.ms': String(DAY_MS),
      'retention.bytes': String(partitionBytes),
      'segment.bytes': String(Math.min(128 * MB, Math.max(MB, Math.floor(partitionBytes / 8)))),
    },
    deadLetters: { ...shared, 'retention.ms': String(14 * DAY_MS) },
  };
}
