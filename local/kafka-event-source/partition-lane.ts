import type { SourceRecord } from './source-record.ts';

/** Marks one period in which a partition was ours; work begun in an earlier one counts for nothing. */
export type LaneEpoch = number;

/** Where reading begins after an assignment. */
export interface LanePosition {
  readonly offset: number;
  /** Whether that is the group's committed offset; otherwise it is to be committed. */
  readonly isCommitted: boolean;
  readonly endOffset: number;
}

/**
 * One partition as this member of the group sees it: what is buffered, and how far the function has got. `committed` is
 * what Kafka knows, `done` what the function accepted; the committer closes the gap.
 */
export interface PartitionLane {
  readonly partition: number;
  readonly epoch: LaneEpoch;
  readonly owned: boolean;
  readonly buffered: number;
  readonly bufferedBytes: number;
  /** Epoch ms at which the oldest buffered record came, null when none is. */
  readonly oldestAtMs: number | null;
  readonly committed: number | null;
  /** The offset to be committed: a starting position that Kafka doesn't know yet, or what is done beyond it. */
  readonly uncommitted: number | null;
  /** End of the partition when it was last read from. */
  readonly endOffset: number | null;
  inFlight: number;
  /** Whether reading is held back until the buffer has room. */
  held: boolean;
  /**
   * The group gave us the partition, or left it with us: what was buffered comes again from Kafka's committed offset.
   * Work of before goes on counting only where that offset is the one we knew.
   */
  assign(position: LanePosition): void;
  /** The group took the partition away. */
  revoke(): void;
  append(records: readonly SourceRecord[], endOffset: number, atMs: number): void;
  /**
   * Takes the oldest records within both bounds, but as many as `least` whatever their size. What is done already is left
   * out.
   */
  take(maxRecords: number, maxBytes: number, least: 0 | 1): SourceRecord[];
  /** Everything before `offset` is done with. Ignored for an epoch that is over. */
  settle(epoch: LaneEpoch, offset: number): void;
  noteCommitted(offset: number): void;
}

export function createPartitionLane(partition: number): PartitionLane {
  let epoch = 0;
  let owned = false;
  let queue: SourceRecord[] = [];
  let bytes = 0;
  let oldestAtMs: number | null = null;
  let newestAtMs = 0;
  let committed: number | null = null;
  let done = -1;
  let endOffset: number | null = null;
  let readTo = 0;
  let isKnown = true;

  const clear = (): void => {
    queue = [];
    bytes = 0;
    oldestAtMs = null;
  };
  /** A log that was truncated or made anew counts from lower offsets: what was known of it is void. */
  const beginAgainAt = (offset: number): void => {
    clear();
    epoch += 1;
    committed = offset;
    done = -1;
  };
  const isDone = (offset: number): boolean => committed !== null && offset >= committed && offset < done;

  return {
    partition,
    get epoch() {
      return epoch;
    },
    get owned() {
      return owned;
    },
    get buffered() {
      return queue.length;
    },
    get bufferedBytes() {
      return bytes;
    },
    get oldestAtMs() {
      return oldestAtMs;
    },
    get committed() {
      return committed;
    },
    get uncommitted() {
      if (!owned || committed === null) return null;
      return isKnown && done <= committed ? null : Math.max(done, committed);
    },
    get endOffset() {
      return endOffset;
    },
    inFlight: 0,
    held: false,
    assign({ offset, isCommitted, endOffset: nextEnd }) {
      clear();
      if (!owned || committed !== offset) {
        epoch += 1;
        done = -1;
      }
      owned = true;
      committed = offset;
      isKnown = isCommitted;
      readTo = offset;
      endOffset = nextEnd;
    },
    revoke() {
      if (!owned) return;
      clear();
      epoch += 1;
      owned = false;
      committed = null;
      done = -1;
    },
    append(records, nextEnd, atMs) {
      endOffset = nextEnd;
      const first = records[0];
      if (first !== undefined && first.offset < readTo) beginAgainAt(first.offset);
      for (const record of records) {
        queue.push(record);
        bytes += record.eventBytes;
        readTo = record.offset + 1;
      }
      newestAtMs = atMs;
      if (queue.length > 0) oldestAtMs ??= atMs;
    },
    take(maxRecords, maxBytes, least) {
      const alreadyDone = queue.findIndex((record) => !isDone(record.offset));
      const from = alreadyDone === -1 ? queue.length : alreadyDone;
      let to = from;
      let size = 0;
      while (to < queue.length && to - from < maxRecords) {
        size += queue[to]?.eventBytes ?? 0;
        if (size > maxBytes && to - from >= least) break;
        to += 1;
      }
      for (const record of queue.slice(0, to)) bytes -= record.eventBytes;
      const taken = queue.splice(0, to).slice(from);
      oldestAtMs = queue.length === 0 ? null : newestAtMs;
      return taken;
    },
    settle(settledEpoch, offset) {
      if (settledEpoch === epoch && owned) done = Math.max(done, offset);
    },
    noteCommitted(offset) {
      if (!owned) return;
      committed = offset;
      isKnown = true;
    },
  };
}
