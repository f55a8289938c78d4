import { CompressionTypes, type ICustomPartitioner, type Kafka, type Producer, type RecordMetadata } from 'kafkajs';
import { partitionOf } from './partition-of.ts';

/** One record as it goes into the log; the key decides its partition. */
export interface OutgoingRecord {
  readonly key: string;
  readonly value: string;
}

/** What the log says of one partition after a batch: the offset of the batch's last record there, and which it was. */
export interface DeliveredPartition {
  readonly partition: number;
  readonly offset: number;
  /** Index into the records that were sent. */
  readonly lastIndex: number;
}

export interface Delivery {
  readonly partitions: readonly DeliveredPartition[];
  /** Indexes of records that the broker will never take (too large, malformed); all others are in the log. */
  readonly refused: readonly number[];
}

/** An attempt that failed; the same records are sent again after `retryInMs`. */
export interface SendFailure {
  readonly error: unknown;
  readonly attempt: number;
  readonly records: number;
  readonly retryInMs: number;
}

export interface PositionProducerOptions {
  readonly kafka: Pick<Kafka, 'producer'>;
  readonly topic: string;
  /** Numbers from 0 to 1, for jitter. */
  readonly random: () => number;
  /** Resolves after so many ms, or at once when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onFailure?: (failure: SendFailure) => void;
}

/** Sends batches into the position topic, one after the other. */
export interface PositionProducer {
  /**
   * Resolves when every record is in the log (idempotent, acknowledged by all in-sync copies) or refused for good; tries
   * for ever. A batch is sent again exactly as it was, since the broker drops repetitions by their sequence numbers: other
   * records under the same numbers would vanish.
   * @param signal ends the trying
   * @throws the signal's reason, with the records in an unknown state
   */
  send(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<Delivery>;
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;
/** So many failures in a row look like more than a broker's restart: begin anew with fresh connections. */
const FAILURES_PER_PRODUCER = 4;
/** What a broker answers to records that it will never take. */
const REFUSALS = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'INVALID_TIMESTAMP']);

/**
 * A kafkajs producer that survives what kafkajs doesn't: after an error that ends an idempotent producer (its sequence is
 * out of order, its id is unknown because the log was made anew) a new one takes over and sends the batch again. It may
 * then be in the log twice, which is harmless: a position's identity is its address and time.
 */
export function createPositionProducer({
  kafka,
  topic,
  random,
  sleep,
  onFailure = () => undefined,
}: PositionProducerOptions): PositionProducer {
  let partitionCount = 0;
  let current: Producer | null = null;

  const createPartitioner: ICustomPartitioner =
    () =>
    ({ partitionMetadata, message }) => {
      partitionCount = partitionMetadata.length;
      return partitionOf(String(message.key), partitionCount);
    };

  async function connected(): Promise<Producer> {
    if (current !== null) return current;
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      metadataMaxAge: 60_000,
      retry: { retries: 2, initialRetryTime: 200, maxRetryTime: 1000 },
      createPartitioner,
    });
    try {
      await producer.connect();
    } catch (error) {
      await discard(producer);
      throw error;
    }
    current = producer;
    return producer;
  }

  async function sendOnce(records: readonly OutgoingRecord[]): Promise<Delivery> {
    const producer = await connected();
    const metadata = await producer.sendBatch({
      acks: -1,
      compression: CompressionTypes.GZIP,
      topicMessages: [{ topic, messages: records.map(({ key, value }) => ({ key, value })) }],
    });
    return { partitions: lastPerPartition(records, metadata, partitionCount), refused: [] };
  }

  async function afterFailure(error: unknown, attempt: number): Promise<void> {
    if (current === null || (isRetriable(error) && attempt % FAILURES_PER_PRODUCER !== 0)) return;
    const producer = current;
    current = null;
    await discard(producer);
  }

  async function send(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<Delivery> {
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      try {
        return await unlessAborted(sendOnce(records), signal);
      } catch (error) {
        signal.throwIfAborted();
        const retryInMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1)) * (0.5 + random() / 2);
        onFailure({ error, attempt, records: records.length, retryInMs });
        await afterFailure(error, attempt);
        if (isRefusal(error)) return sendInHalves(records, signal);
        await sleep(retryInMs, signal);
      }
    }
  }

  /** Finds the record that the broker refuses by halving, so that the others arrive. */
  async function sendInHalves(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<Delivery> {
    if (records.length <= 1) return { partitions: [], refused: records.map((_, index) => index) };
    const half = records.length >> 1;
    const first = await send(records.slice(0, half), signal);
    const second = await send(records.slice(half), signal);
    return joined(first, second, half);
  }

  return {
    send,
    close: async () => {
      const producer = current;
      current = null;
      if (producer !== null) await discard(producer);
    },
  };
}

/** kafkajs can't be interrupted; what it is still at then is left to itself. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
    work.catch(() => undefined);
  }
}

/** A broken producer may not even disconnect; its sockets are closed by then or time out. */
async function discard(producer: Producer): Promise<void> {
  await producer.disconnect().catch(() => undefined);
}

function lastPerPartition(
  records: readonly OutgoingRecord[],
  metadata: readonly RecordMetadata[],
  partitionCount: number,
): DeliveredPartition[] {
  const counts = new Map<number, { count: number; lastIndex: number }>();
  records.forEach(({ key }, index) => {
    const partition = partitionOf(key, partitionCount);
    counts.set(partition, { count: (counts.get(partition)?.count ?? 0) + 1, lastIndex: index });
  });
  return metadata.flatMap(({ partition, baseOffset }) => {
    const sent = counts.get(partition);
    if (sent === undefined || baseOffset === undefined) return [];
    return [{ partition, offset: Number(baseOffset) + sent.count - 1, lastIndex: sent.lastIndex }];
  });
}

function joined(first: Delivery, second: Delivery, shift: number): Delivery {
  const later = second.partitions.map((entry) => ({ ...entry, lastIndex: entry.lastIndex + shift }));
  const superseded = new Set(later.map(({ partition }) => partition));
  return {
    partitions: [...first.partitions.filter(({ partition }) => !superseded.has(partition)), ...later],
    refused: [...first.refused, ...second.refused.map((index) => index + shift)],
  };
}

/**
 * kafkajs marks its errors, and marks one that it has retried long enough as final though its cause may pass. An error
 * without a mark is a bug or a broken client, which a new producer may cure.
 */
function isRetriable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'KafkaJSNumberOfRetriesExceeded') return true;
  return 'retriable' in error && error.retriable === true;
}

function isRefusal(error: unknown): boolean {
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth++) {
    if ('type' in cause && typeof cause.type === 'string' && REFUSALS.has(cause.type)) return true;
    cause = cause.cause;
  }
  return false;
}
