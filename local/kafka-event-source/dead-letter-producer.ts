import type { Kafka, Producer } from 'kafkajs';
import type { SourceRecord } from './source-record.ts';

/** Sends given-up records on as they came: key, value and headers. */
export interface DeadLetterProducer {
  /** Resolves when every in-sync replica has the records; may double them when it is repeated after an error. */
  send(records: readonly SourceRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** Records of one request, well below Kafka's default bound of 1 MB together with `BATCH_BYTES`. */
const BATCH_RECORDS = 500;
const BATCH_BYTES = 512 * 1024;

export function createDeadLetterProducer(kafka: Kafka, topic: string): DeadLetterProducer {
  let producer: Promise<Producer> | null = null;

  const connect = async (): Promise<Producer> => {
    const next = kafka.producer({ allowAutoTopicCreation: false });
    await next.connect();
    return next;
  };
  const close = async (): Promise<void> => {
    const last = producer;
    producer = null;
    await (await last)?.disconnect();
  };

  return {
    async send(records) {
      producer ??= connect();
      try {
        const connected = await producer;
        for (const messages of chunksOf(records)) {
          await connected.send({
            topic,
            acks: -1,
            messages: messages.map(({ key, value, headers }) => ({ key, value, headers })),
          });
        }
      } catch (error) {
        await close().catch(() => undefined);
        throw error;
      }
    },
    close,
  };
}

function* chunksOf(records: readonly SourceRecord[]): Iterable<readonly SourceRecord[]> {
  let chunk: SourceRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    if (chunk.length > 0 && (chunk.length === BATCH_RECORDS || bytes + record.eventBytes > BATCH_BYTES)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(record);
    bytes += record.eventBytes;
  }
  if (chunk.length > 0) yield chunk;
}
