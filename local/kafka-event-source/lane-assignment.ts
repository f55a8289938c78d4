import type { KafkaMessage } from 'kafkajs';
import type { Logger } from '#adapters/observability/logger.ts';
import { waitUnlessAborted } from '../wait-unless-aborted.ts';
import type { GroupOffsets } from './group-offsets.ts';
import { createPartitionLane, type PartitionLane } from './partition-lane.ts';
import { sourceRecordOf } from './source-record.ts';

/** Pause between attempts to look offsets up. */
const LOOK_UP_PAUSE_MS = 500;

/** What of the group's member is needed to place the lanes. */
export interface LaneReader {
  seek(partition: number, offset: number): void;
  hold(partition: number): void;
  release(partition: number): void;
}

export interface LaneAssignmentOptions {
  readonly topic: string;
  readonly reader: () => LaneReader;
  readonly offsets: GroupOffsets;
  readonly logger: Logger;
  readonly now: () => number;
  /** Bounds of one partition's buffer when this many are assigned; reading is held back beyond. */
  readonly bufferBounds: (assigned: number) => { readonly records: number; readonly bytes: number };
  readonly stopping: AbortSignal;
  /** A partition is ours for the first time. */
  readonly added: (lane: PartitionLane) => void;
  /** Reading positions of a new assignment are known; those that Kafka doesn't know are to be committed. */
  readonly placed: () => void;
  readonly changed: (lane: PartitionLane) => void;
}

/** Follows the group's assignments: which partitions are ours, from which offset, and what is buffered of them. */
export interface LaneAssignment {
  readonly lanes: ReadonlyMap<number, PartitionLane>;
  assign(partitions: readonly number[]): void;
  /** Resolves when the newest assignment's positions are known. */
  ready(): Promise<void>;
  read(partition: number, messages: readonly KafkaMessage[], endOffset: number): void;
  committed(partition: number, offset: number): void;
  /** Records were taken: reading goes on where there is room again. */
  taken(lane: PartitionLane): void;
  /** Holds every partition back. */
  holdAll(): void;
  revokeAll(): void;
}

export function createLaneAssignment(options: LaneAssignmentOptions): LaneAssignment {
  const { topic, reader, offsets, logger, now, stopping, bufferBounds } = options;
  const lanes = new Map<number, PartitionLane>();
  let generation = 0;
  let assignedCount = 0;
  let placing = Promise.resolve();

  const laneOf = (partition: number): PartitionLane => {
    const known = lanes.get(partition);
    if (known !== undefined) return known;
    const lane = createPartitionLane(partition);
    lanes.set(partition, lane);
    options.added(lane);
    return lane;
  };
  const hasRoom = (lane: PartitionLane): boolean => {
    const { records, bytes } = bufferBounds(assignedCount);
    return lane.buffered < records && lane.bufferedBytes < bytes;
  };
  const placeOnce = async (own: number, partitions: readonly number[]): Promise<void> => {
    const positions = await offsets.positionsOf(partitions);
    if (own !== generation) return;
    for (const [partition, position] of positions) {
      const lane = laneOf(partition);
      lane.assign(position);
      reader().seek(partition, position.offset);
      reader().release(partition);
      lane.held = false;
    }
    options.placed();
  };
  const place = async (own: number, partitions: readonly number[]): Promise<void> => {
    while (own === generation && !stopping.aborted) {
      try {
        await placeOnce(own, partitions);
        return;
      } catch (error) {
        logger.warn('offsets of the assignment not known yet', { error, partitions });
        await waitUnlessAborted(LOOK_UP_PAUSE_MS, stopping);
      }
    }
  };

  return {
    lanes,
    assign(partitions) {
      generation += 1;
      assignedCount = partitions.length;
      for (const lane of lanes.values()) if (!partitions.includes(lane.partition)) lane.revoke();
      placing = place(generation, partitions);
    },
    async ready() {
      for (let seen: Promise<void> | null = null; seen !== placing;) {
        seen = placing;
        await seen;
      }
    },
    read(partition, messages, endOffset) {
      const lane = lanes.get(partition);
      if (!lane?.owned || stopping.aborted) return;
      const records = messages.map((message) => sourceRecordOf(topic, message));
      lane.append(records, endOffset, now());
      if (!lane.held && !hasRoom(lane)) {
        lane.held = true;
        reader().hold(partition);
      }
      options.changed(lane);
    },
    committed: (partition, offset) => lanes.get(partition)?.noteCommitted(offset),
    taken(lane) {
      if (!lane.held || !hasRoom(lane)) return;
      lane.held = false;
      reader().release(lane.partition);
    },
    holdAll() {
      for (const { partition } of lanes.values()) reader().hold(partition);
    },
    revokeAll() {
      for (const lane of lanes.values()) lane.revoke();
    },
  };
}
