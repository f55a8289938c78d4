import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { MskEvent, MskRecord } from '#contracts/msk-event.ts';

/** One record as it was read, with the size that it will have in an event. */
export interface SourceRecord {
  readonly offset: number;
  /** Epoch ms. */
  readonly timestampMs: number;
  readonly timestampType: MskRecord['timestampType'];
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: IHeaders;
  /** Bytes of JSON in the event, an upper bound. */
  readonly eventBytes: number;
}

/** Names and quotes of one record's JSON, and the digits of its partition, offset and timestamp. */
const RECORD_OVERHEAD_BYTES = 190;

/** What the event holds beside its records. */
export const EVENT_OVERHEAD_BYTES = 1024;

export function sourceRecordOf(topic: string, message: KafkaMessage): SourceRecord {
  const { key, value } = message;
  const headers = message.headers ?? {};
  return {
    offset: Number(message.offset),
    timestampMs: Number(message.timestamp),
    timestampType: timestampTypeOf(message),
    key,
    value,
    headers,
    eventBytes: RECORD_OVERHEAD_BYTES + topic.length + base64Bytes(key) + base64Bytes(value) + headerBytes(headers),
  };
}

/** The event of one invocation, made anew for each attempt so that a function may change its copy. */
export function mskEventOf(
  topic: string,
  parts: readonly { readonly partition: number; readonly records: readonly SourceRecord[] }[],
  source: { readonly eventSourceArn: string; readonly bootstrapServers: string },
): MskEvent {
  const records: Record<string, MskRecord[]> = {};
  for (const part of parts) {
    records[`${topic}-${part.partition}`] = part.records.map((record) => mskRecordOf(topic, part.partition, record));
  }
  const { eventSourceArn, bootstrapServers } = source;
  return { eventSource: 'aws:kafka', eventSourceArn, bootstrapServers, records };
}

function mskRecordOf(topic: string, partition: number, record: SourceRecord): MskRecord {
  return {
    topic,
    partition,
    offset: record.offset,
    timestamp: record.timestampMs,
    timestampType: record.timestampType,
    key: record.key === null ? null : record.key.toString('base64'),
    value: record.value === null ? null : record.value.toString('base64'),
    headers: isEmpty(record.headers)
      ? []
      : headerEntries(record.headers).map(([name, bytes]) => ({ [name]: [...bytes] })),
  };
}

function headerEntries(headers: IHeaders): [string, Buffer][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).map((one): [string, Buffer] => [name, Buffer.from(one)]),
  );
}

/** Nearly every record has none, and this is on the way of each: the cheapest test there is. */
function isEmpty(headers: IHeaders): boolean {
  for (const name in headers) return !Object.hasOwn(headers, name);
  return true;
}

function base64Bytes(bytes: Buffer | null): number {
  return bytes === null ? 4 : 4 * Math.ceil(bytes.length / 3) + 2;
}

/** Every byte of a header's value is a number of up to three digits and a comma; a name may need escapes. */
function headerBytes(headers: IHeaders): number {
  if (isEmpty(headers)) return 0;
  return headerEntries(headers).reduce((sum, [name, bytes]) => sum + 6 * name.length + 8 + 4 * bytes.length, 0);
}

/** kafkajs keeps the batch's own fields on each message without saying so in its types; 1 is LogAppendTime. */
function timestampTypeOf(message: object): MskRecord['timestampType'] {
  const context: unknown = 'batchContext' in message ? message.batchContext : null;
  const isAppendTime =
    typeof context === 'object' && context !== null && 'timestampType' in context && context.timestampType === 1;
  return isAppendTime ? 'LOG_APPEND_TIME' : 'CREATE_TIME';
}
