import type { LaneEpoch, PartitionLane } from './partition-lane.ts';
import type { SourceRecord } from './source-record.ts';

/** Records of one partition that go to the function together, in the order of their offsets. */
export interface DeliveryPart {
  readonly lane: PartitionLane;
  readonly epoch: LaneEpoch;
  readonly records: readonly SourceRecord[];
}

/** What one invocation carries: one part per partition, none of them empty. */
export type Delivery = readonly DeliveryPart[];

/** Leaves out what the group has taken away since, and parts without records. */
export function stillOurs(delivery: Delivery): Delivery {
  return delivery.filter(({ lane, epoch, records }) => lane.owned && lane.epoch === epoch && records.length > 0);
}

export function recordCount(delivery: Delivery): number {
  return delivery.reduce((sum, { records }) => sum + records.length, 0);
}

export function settleAll(delivery: Delivery): void {
  for (const part of delivery) settleRecords(part, part.records);
}

/** Marks these records, the first of their part, as done with. */
export function settleRecords({ lane, epoch }: DeliveryPart, records: readonly SourceRecord[]): void {
  const last = records.at(-1);
  if (last !== undefined) lane.settle(epoch, last.offset + 1);
}

/** Two halves, by partitions where there are several, so that the first can be done with before the second. */
export function halvesOf(delivery: Delivery): [Delivery, Delivery] {
  const [only] = delivery;
  if (only !== undefined && delivery.length === 1) {
    const middle = Math.ceil(only.records.length / 2);
    return [[{ ...only, records: only.records.slice(0, middle) }], [{ ...only, records: only.records.slice(middle) }]];
  }
  const middle = Math.ceil(delivery.length / 2);
  return [delivery.slice(0, middle), delivery.slice(middle)];
}
