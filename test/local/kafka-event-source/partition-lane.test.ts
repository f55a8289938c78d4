import { beforeEach, describe, expect, it } from 'vitest';
import { createPartitionLane, type PartitionLane } from '../../../local/kafka-event-source/partition-lane.ts';
import type { SourceRecord } from '../../../local/kafka-event-source/source-record.ts';

const record = (offset: number): SourceRecord => ({
  offset,
  timestampMs: 0,
  timestampType: 'CREATE_TIME',
  key: null,
  value: null,
  headers: {},
  eventBytes: 100,
});
const from = (first: number, count: number): SourceRecord[] =>
  Array.from({ length: count }, (_, index) => record(first + index));
const offsetsOf = (records: readonly SourceRecord[]): number[] => records.map(({ offset }) => offset);

let lane: PartitionLane;
const takeAll = (): number[] => offsetsOf(lane.take(1000, Infinity, 1));

beforeEach(() => {
  lane = createPartitionLane(0);
  lane.assign({ offset: 10, isCommitted: true, endOffset: 20 });
});

describe('taking', () => {
  it('gives the oldest records within both bounds, and one at least where asked to', () => {
    lane.append(from(10, 10), 20, 1000);
    expect(offsetsOf(lane.take(3, Infinity, 1))).toEqual([10, 11, 12]);
    expect(offsetsOf(lane.take(1000, 250, 1))).toEqual([13, 14]);
    expect(offsetsOf(lane.take(1000, 50, 0))).toEqual([]);
    expect(offsetsOf(lane.take(1000, 50, 1))).toEqual([15]);
    expect([lane.buffered, lane.bufferedBytes]).toEqual([4, 400]);
  });

  it('tells since when the oldest record waits', () => {
    expect(lane.oldestAtMs).toBeNull();
    lane.append(from(10, 2), 20, 1000);
    lane.append(from(12, 2), 20, 2000);
    expect(lane.oldestAtMs).toBe(1000);
    takeAll();
    expect(lane.oldestAtMs).toBeNull();
  });
});

describe('committing', () => {
  it('is due for what is settled beyond what Kafka knows', () => {
    expect(lane.uncommitted).toBeNull();
    lane.settle(lane.epoch, 15);
    expect(lane.uncommitted).toBe(15);
    lane.noteCommitted(15);
    expect([lane.uncommitted, lane.committed]).toEqual([null, 15]);
  });

  it('is due for a starting position that Kafka does not know', () => {
    lane.assign({ offset: 7, isCommitted: false, endOffset: 20 });
    expect(lane.uncommitted).toBe(7);
    lane.noteCommitted(7);
    expect(lane.uncommitted).toBeNull();
  });
});

describe('a rebalance', () => {
  it('that leaves the partition here keeps what is settled: it is not delivered again when it is read again', () => {
    lane.append(from(10, 10), 20, 0);
    const { epoch } = lane;
    lane.take(4, Infinity, 1);
    lane.assign({ offset: 10, isCommitted: true, endOffset: 20 });
    expect([lane.epoch, lane.buffered]).toEqual([epoch, 0]);
    lane.append(from(10, 10), 20, 0);
    lane.settle(epoch, 14);
    expect(takeAll()).toEqual([14, 15, 16, 17, 18, 19]);
  });

  it('after which another offset is committed makes everything known void', () => {
    const { epoch } = lane;
    lane.assign({ offset: 50, isCommitted: true, endOffset: 60 });
    lane.settle(epoch, 15);
    expect([lane.uncommitted, lane.committed]).toEqual([null, 50]);
    expect(lane.epoch).not.toBe(epoch);
  });

  it('that takes the partition away makes late work count for nothing, also when it comes back', () => {
    const { epoch } = lane;
    lane.revoke();
    lane.settle(epoch, 15);
    expect([lane.owned, lane.uncommitted]).toEqual([false, null]);
    lane.assign({ offset: 10, isCommitted: true, endOffset: 20 });
    lane.settle(epoch, 15);
    expect(lane.uncommitted).toBeNull();
    lane.append(from(10, 3), 20, 0);
    expect(takeAll()).toEqual([10, 11, 12]);
  });
});

describe('a topic made anew under the running member', () => {
  it('is read from its lower offsets, which are committed', () => {
    lane.append(from(10, 10), 20, 0);
    const before = lane.epoch;
    lane.append(from(0, 3), 3, 0);
    expect(takeAll()).toEqual([0, 1, 2]);
    lane.settle(before, 20);
    expect(lane.uncommitted).toBeNull();
    lane.settle(lane.epoch, 3);
    expect(lane.uncommitted).toBe(3);
  });
});
