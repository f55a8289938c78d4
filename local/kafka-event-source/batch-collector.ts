import type { Clock } from '#adapters/observability/clock.ts';
import type { ChangeSignal } from './change-signal.ts';
import type { Delivery, DeliveryPart } from './delivery.ts';
import type { PartitionLane } from './partition-lane.ts';
import { EVENT_OVERHEAD_BYTES } from './source-record.ts';

export interface BatchCollectorOptions {
  /** The partitions whose records may share a batch. */
  readonly lanes: () => readonly PartitionLane[];
  readonly changed: ChangeSignal;
  readonly batchSize: number;
  readonly batchingWindowMs: number;
  readonly maxPayloadBytes: number;
  readonly stopping: AbortSignal;
  readonly clock: Clock;
}

/**
 * Gives the next batch once it is full, once its oldest record has waited for the batching window, or once reading is held
 * back; an empty one when the event source stops. Partitions take turns at being first, and share a batch evenly.
 */
export function createBatchCollector(options: BatchCollectorOptions): () => Promise<Delivery> {
  const { lanes, changed, stopping, clock, batchingWindowMs } = options;
  let turn = 0;
  return async () => {
    while (!stopping.aborted) {
      const filled = lanes().filter(({ buffered }) => buffered > 0);
      const waitMs = filled.length === 0 ? undefined : waitForMore(filled, options, clock() - batchingWindowMs);
      if (waitMs === 0) {
        turn += 1;
        const delivery = takeFairly(filled, turn, options);
        if (delivery.length > 0) return delivery;
      } else {
        await changed.next(waitMs);
      }
    }
    return [];
  };
}

/** Milliseconds until the window of the oldest record ends, 0 when the batch should go at once. */
function waitForMore(
  filled: readonly PartitionLane[],
  { batchSize, maxPayloadBytes }: BatchCollectorOptions,
  windowBeganMs: number,
): number {
  const count = filled.reduce((sum, lane) => sum + lane.buffered, 0);
  const bytes = filled.reduce((sum, lane) => sum + lane.bufferedBytes, EVENT_OVERHEAD_BYTES);
  if (count >= batchSize || bytes >= maxPayloadBytes || filled.some(({ held }) => held)) return 0;
  const oldestAtMs = Math.min(...filled.map((lane) => lane.oldestAtMs ?? Infinity));
  return Math.max(0, oldestAtMs - windowBeganMs);
}

/** Records are shared evenly; bytes go to whoever is first, which is another partition at each turn. */
function takeFairly(
  filled: readonly PartitionLane[],
  turn: number,
  { batchSize, maxPayloadBytes }: BatchCollectorOptions,
): Delivery {
  const first = turn % filled.length;
  const inTurn = [...filled.slice(first), ...filled.slice(0, first)].slice(0, batchSize);
  const shares = evenShares(inTurn, batchSize);
  const parts: DeliveryPart[] = [];
  let bytesLeft = maxPayloadBytes - EVENT_OVERHEAD_BYTES;
  for (const lane of inTurn) {
    const records = lane.take(shares.get(lane) ?? 0, bytesLeft, parts.length === 0 ? 1 : 0);
    if (records.length === 0) continue;
    parts.push({ lane, epoch: lane.epoch, records });
    bytesLeft -= records.reduce((sum, { eventBytes }) => sum + eventBytes, 0);
  }
  return parts;
}

/** Splits a number of records evenly; what a short buffer leaves of its share goes to the longer ones. */
function evenShares(lanes: readonly PartitionLane[], records: number): ReadonlyMap<PartitionLane, number> {
  const shares = new Map<PartitionLane, number>();
  let left = records;
  for (const lane of lanes.toSorted((a, b) => a.buffered - b.buffered)) {
    const share = Math.min(lane.buffered, Math.ceil(left / (lanes.length - shares.size)));
    shares.set(lane, share);
    left -= share;
  }
  return shares;
}
