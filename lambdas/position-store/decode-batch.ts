import { ContractError } from '#contracts/contract-error.ts';
import type { MskEvent, MskRecord } from '#contracts/msk-event.ts';
import { decodePositionEvent } from '#contracts/position-event.ts';
import { LATEST_PACKED_MS } from '#contracts/position-pack.ts';
import type { Position } from '#domain/position.ts';

/** What one invocation brought of one partition. */
export interface PartitionBatch {
  readonly topic: string;
  readonly partition: number;
  /** In the order of the log. */
  readonly positions: readonly Position[];
  /** The last offset, whether it could be decoded or not. */
  readonly offset: number;
  /** The newest time of receipt among `positions`, 0 where there is none. */
  readonly receivedAtMs: number;
}

/** A record that is no position, as it came. */
export interface RejectedRecord {
  readonly cluster: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly appendedAtMs: number;
  readonly reason: string;
  readonly field: string;
  readonly message: string;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
}

export interface DecodedBatch {
  readonly partitions: readonly PartitionBatch[];
  readonly rejected: readonly RejectedRecord[];
}

/** Decodes every record by itself: one that is no position is set aside and costs its neighbours nothing. */
export function decodeBatch(event: MskEvent): DecodedBatch {
  const rejected: RejectedRecord[] = [];
  const partitions: PartitionBatch[] = [];
  for (const records of Object.values(event.records)) {
    const first = records[0];
    if (first === undefined) continue;
    const positions: Position[] = [];
    let offset = 0;
    let receivedAtMs = 0;
    for (const record of records) {
      offset = Math.max(offset, record.offset);
      const position = decodeRecord(record, event.eventSourceArn, rejected);
      if (position === null) continue;
      receivedAtMs = Math.max(receivedAtMs, position.receivedAtMs);
      positions.push(position);
    }
    partitions.push({ topic: first.topic, partition: first.partition, positions, offset, receivedAtMs });
  }
  return { partitions, rejected };
}

function decodeRecord(record: MskRecord, cluster: string, rejected: RejectedRecord[]): Position | null {
  try {
    if (record.value == null) throw new ContractError('value_missing', '', 'a record without a value is no position');
    const position = decodePositionEvent(decodeBase64(record.value), record.timestamp);
    requireStorableTime('observedAtMs', position.observedAtMs);
    requireStorableTime('receivedAtMs', position.receivedAtMs);
    return position;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    rejected.push(toRejected(record, cluster, error));
    return null;
  }
}

const decodeBase64 = (text: string): string => Buffer.from(text, 'base64').toString();

function requireStorableTime(field: string, ms: number): void {
  if (ms <= LATEST_PACKED_MS) return;
  throw new ContractError(`${field}_invalid`, field, `${field} must be epoch milliseconds before 2084`);
}

function toRejected(record: MskRecord, cluster: string, error: ContractError): RejectedRecord {
  return {
    cluster,
    topic: record.topic,
    partition: record.partition,
    offset: record.offset,
    appendedAtMs: record.timestamp,
    reason: error.code,
    field: error.field,
    message: error.message,
    key: record.key == null ? null : Buffer.from(record.key, 'base64'),
    value: record.value == null ? null : Buffer.from(record.value, 'base64'),
  };
}
