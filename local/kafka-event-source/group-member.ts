import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { Logger } from '#adapters/observability/logger.ts';
import { waitUnlessAborted } from '../wait-unless-aborted.ts';

/** Calls of the member into its owner. */
export interface GroupMemberEvents {
  /** The group gave these partitions, at the start and after every rebalance; those not named are gone. */
  assigned(partitions: readonly number[]): void;
  /** Records in the order of their offsets. */
  read(partition: number, messages: readonly KafkaMessage[], endOffset: number): void;
  committed(partition: number, offset: number): void;
}

export interface GroupMemberOptions {
  readonly kafka: Kafka;
  readonly groupId: string;
  readonly topic: string;
  /** Where reading goes on when Kafka no longer has the committed offset. */
  readonly fromBeginning: boolean;
  readonly sessionTimeoutMs: number;
  readonly logger: Logger;
  /** Resolves when the owner has found, and asked for, the offsets of its newest assignment. */
  readonly ready: () => Promise<void>;
  readonly events: GroupMemberEvents;
}

/** A member of a consumer group that outlives its kafkajs consumer: one that crashes is replaced. */
export interface GroupMember {
  /** Joins the group. @throws when that fails at the first attempt */
  start(): Promise<void>;
  /** Resolves at the next read, when kafkajs accepts commits. */
  reading(): Promise<void>;
  commit(offsets: ReadonlyMap<number, number>): Promise<void>;
  seek(partition: number, offset: number): void;
  hold(partition: number): void;
  release(partition: number): void;
  /** Leaves the group; gives up waiting for Kafka after `boundMs`. */
  stop(boundMs: number): Promise<void>;
}

/** An idle member asks Kafka this often; a partition whose reading was held back waits this long at most to be asked for. */
const LONGEST_FETCH_MS = 100;
const RESTART_PAUSE_MS = { first: 500, most: 10_000 };

export function createGroupMember(options: GroupMemberOptions): GroupMember {
  const { topic, logger } = options;
  const ending = new AbortController();
  const whenReading = new Set<() => void>();
  let consumer: Consumer | null = null;

  const onReading = (): void => {
    for (const resolve of whenReading) resolve();
    whenReading.clear();
  };
  const begin = async (): Promise<void> => {
    const next = createConsumer(options, onReading, restart);
    consumer = next;
    await next.connect();
    await next.subscribe({ topic, fromBeginning: options.fromBeginning });
    await next.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (batch) => readBatch(batch, options),
    });
  };
  const restart = async (error: unknown): Promise<void> => {
    logger.warn('consumer lost, joining the group again', { error });
    let pauseMs = RESTART_PAUSE_MS.first;
    while (await waitUnlessAborted(pauseMs, ending.signal)) {
      try {
        await begin();
        return;
      } catch (cause) {
        logger.warn('group not joined yet', { error: cause });
        await consumer?.disconnect().catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, RESTART_PAUSE_MS.most);
      }
    }
  };
  const running = (): Consumer => {
    if (consumer === null) throw new Error('the group member was not started');
    return consumer;
  };
  /** kafkajs throws while it is between two consumers; the next assignment begins with nothing held back. */
  const whileJoined = (change: (joined: Consumer) => void): void => {
    try {
      change(running());
    } catch (error) {
      logger.debug('reading neither held nor released', { error });
    }
  };

  return {
    start: begin,
    reading: () => new Promise((resolve) => whenReading.add(resolve)),
    async commit(offsets) {
      await running().commitOffsets(
        [...offsets].map(([partition, offset]) => ({ topic, partition, offset: String(offset) })),
      );
    },
    seek: (partition, offset) => running().seek({ topic, partition, offset: String(offset) }),
    hold: (partition) => whileJoined((joined) => joined.pause([{ topic, partitions: [partition] }])),
    release: (partition) => whileJoined((joined) => joined.resume([{ topic, partitions: [partition] }])),
    async stop(boundMs) {
      ending.abort();
      const bound = new AbortController();
      const left = running()
        .disconnect()
        .catch((error: unknown) => logger.warn('group not left in order', { error }));
      await Promise.race([left, waitUnlessAborted(boundMs, bound.signal)]);
      bound.abort();
    },
  };
}

function createConsumer(
  { kafka, groupId, topic, sessionTimeoutMs, events }: GroupMemberOptions,
  onReading: () => void,
  onCrash: (error: unknown) => Promise<void>,
): Consumer {
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout: sessionTimeoutMs,
    rebalanceTimeout: sessionTimeoutMs,
    heartbeatInterval: Math.min(1000, sessionTimeoutMs / 3),
    maxWaitTimeInMs: LONGEST_FETCH_MS,
    retry: { initialRetryTime: 200, maxRetryTime: 3000, retries: 5, restartOnFailure: () => Promise.resolve(false) },
  });
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => events.assigned(payload.memberAssignment[topic] ?? []));
  consumer.on(consumer.events.FETCH_START, onReading);
  consumer.on(consumer.events.COMMIT_OFFSETS, ({ payload }) => {
    for (const { partitions } of payload.topics) {
      for (const { partition, offset } of partitions) events.committed(partition, Number(offset));
    }
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => void onCrash(payload.error));
  return consumer;
}

/**
 * Passes a fetched batch on. Where the group was joined anew meanwhile, or another offset was asked for, the batch is
 * dropped unresolved and comes again.
 */
async function readBatch(payload: EachBatchPayload, { ready, events }: GroupMemberOptions): Promise<void> {
  await ready();
  if (payload.isStale() || !payload.isRunning()) return;
  const { partition, messages, highWatermark } = payload.batch;
  const last = messages.at(-1);
  if (last === undefined) return;
  events.read(partition, messages, Number(highWatermark));
  payload.resolveOffset(last.offset);
}
