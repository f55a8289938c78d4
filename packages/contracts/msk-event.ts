import { ContractError } from './contract-error.ts';
import { isJsonObject, type JsonObject } from './read.ts';

/** One Kafka record as Lambda's event source mapping for MSK hands it over; key and value are base64. */
export interface MskRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Epoch ms. */
  readonly timestamp: number;
  readonly timestampType: 'CREATE_TIME' | 'LOG_APPEND_TIME';
  readonly key?: string | null;
  readonly value?: string | null;
  readonly headers: readonly Readonly<Record<string, readonly number[]>>[];
}

/** The event of a Kafka event source mapping: records by `topic-partition`; one payload may hold several partitions. */
export interface MskEvent {
  readonly eventSource: 'aws:kafka';
  readonly eventSourceArn: string;
  readonly bootstrapServers: string;
  readonly records: Readonly<Record<string, readonly MskRecord[]>>;
}

/** The answer of a function with partial batch responses: where to go on per partition. `{}` is success. */
export interface MskBatchResponse {
  readonly batchItemFailures?: readonly {
    readonly itemIdentifier: { readonly 'topic-partition': string; readonly offset: number };
  }[];
}

/**
 * Accepts an invocation's payload as a Kafka event. Checks what is relied on per record; values stay encoded.
 * @throws ContractError when the function was wired to something else
 */
export function parseMskEvent(event: unknown): MskEvent {
  if (!isJsonObject(event) || (event['eventSource'] !== 'aws:kafka' && event['eventSource'] !== 'SelfManagedKafka')) {
    throw new ContractError('event_source_invalid', 'eventSource', 'eventSource must be aws:kafka');
  }
  if (!isJsonObject(event['records'])) {
    throw new ContractError('records_invalid', 'records', 'records must be an object keyed by topic-partition');
  }
  for (const [key, records] of Object.entries(event['records'])) {
    if (!Array.isArray(records) || !records.every(isMskRecord)) {
      throw new ContractError(
        'records_invalid',
        `records.${key}`,
        'each record needs topic, partition, offset and timestamp',
      );
    }
  }
  return event as unknown as MskEvent;
}

function isMskRecord(record: unknown): boolean {
  if (!isJsonObject(record)) return false;
  return (
    typeof record['topic'] === 'string' &&
    (['partition', 'offset', 'timestamp'] as const).every((f) => isCount(record, f))
  );
}

function isCount(record: JsonObject, field: string): boolean {
  return Number.isSafeInteger(record[field]);
}
