import type { KafkaEventSourceStats, PartitionStats } from './options.ts';
import type { PartitionLane } from './partition-lane.ts';

/** Counters since the start, as `stats()` shows them. */
export interface EventSourceCounters {
  invocations: number;
  succeeded: number;
  partial: number;
  failed: number;
  recordsDeadLettered: number;
  recordsDropped: number;
  assignments: number;
}

export function createEventSourceCounters(): EventSourceCounters {
  return {
    invocations: 0,
    succeeded: 0,
    partial: 0,
    failed: 0,
    recordsDeadLettered: 0,
    recordsDropped: 0,
    assignments: 0,
  };
}

export function statsOf(counters: EventSourceCounters, lanes: Iterable<PartitionLane>): KafkaEventSourceStats {
  const partitions = [...lanes].filter(({ owned }) => owned).map(partitionStatsOf);
  return { ...counters, lagRecords: partitions.reduce((sum, { lagRecords }) => sum + lagRecords, 0), partitions };
}

function partitionStatsOf({ partition, committed, endOffset, buffered, inFlight }: PartitionLane): PartitionStats {
  return {
    partition,
    committedOffset: committed,
    endOffset,
    lagRecords: Math.max(0, (endOffset ?? 0) - (committed ?? 0)),
    bufferedRecords: buffered,
    inFlightRecords: inFlight,
  };
}
