import { createBatchCollector } from './kafka-event-source/batch-collector.ts';
import { createChangeSignal, type ChangeSignal } from './kafka-event-source/change-signal.ts';
import { createDeadLetterProducer } from './kafka-event-source/dead-letter-producer.ts';
import type { Delivery } from './kafka-event-source/delivery.ts';
import { createDeliveryTools } from './kafka-event-source/delivery-tools.ts';
import { createEventSourceCounters, statsOf } from './kafka-event-source/event-source-counters.ts';
import { createGroupMember, type GroupMember } from './kafka-event-source/group-member.ts';
import { createGroupOffsets } from './kafka-event-source/group-offsets.ts';
import { createLaneAssignment } from './kafka-event-source/lane-assignment.ts';
import { createOffsetCommitter } from './kafka-event-source/offset-committer.ts';
import type { KafkaEventSource, KafkaEventSourceOptions } from './kafka-event-source/options.ts';
import type { PartitionLane } from './kafka-event-source/partition-lane.ts';
import { deliverProvisioned, deliverUntilAccepted, type DeliveryTools } from './kafka-event-source/retry-policy.ts';
import { settingsOf, type KafkaEventSourceSettings } from './kafka-event-source/settings.ts';
import { EVENT_OVERHEAD_BYTES } from './kafka-event-source/source-record.ts';
import { waitUnlessAborted } from './wait-unless-aborted.ts';

/** Pauses after commits that failed. */
const COMMIT_RETRY_PAUSE_MS = { first: 250, most: 2000 };
/** How long the last commit, and leaving the group, may take each. */
const LEAVE_BOUND_MS = 3000;
/** How long joining the group may take at the start. */
const START_BOUND_MS = 60_000;
/** Encoded bytes buffered by one event source; each partition gets an equal part, of two payloads at most. */
const BUFFER_BYTES = 64 * 1024 * 1024;

/**
 * Does for a function what Lambda's event source mapping for MSK does. Resolves once the group is joined and the starting
 * positions are committed: every record published after that is delivered at least once. While the function works, the
 * next batch is read already. A batch whose partition goes to another member of the group is finished, but not retried
 * and not committed.
 * @throws RangeError for options that AWS would refuse; the client's error when Kafka can't be reached at the start
 */
export async function startKafkaEventSource(options: KafkaEventSourceOptions): Promise<KafkaEventSource> {
  const settings = settingsOf(options);
  const { kafka, topic, groupId, logger, batchSize, maxPayloadBytes } = settings;
  const stopping = new AbortController();
  const closed = new AbortController();
  const counters = createEventSourceCounters();
  const offsets = createGroupOffsets(kafka, settings);
  const deadLetterTopic = settings.mode.kind === 'provisioned' ? settings.mode.deadLetterTopic : null;
  const deadLetters = deadLetterTopic === null ? null : createDeadLetterProducer(kafka, deadLetterTopic);
  const tools = createDeliveryTools({
    settings,
    counters,
    deadLetters,
    stopping: stopping.signal,
    settled: () => committer.kick(),
  });
  const pumps = createPumps(
    settings,
    stopping.signal,
    (delivery) => deliver(delivery, settings, tools),
    (lane) => {
      assignment.taken(lane);
    },
  );
  const assignment = createLaneAssignment({
    topic,
    reader: () => member,
    offsets,
    logger,
    now: settings.clock,
    bufferBounds: (assigned) => ({
      records: 2 * batchSize,
      bytes: Math.min(2 * maxPayloadBytes, Math.ceil(BUFFER_BYTES / Math.max(1, assigned))),
    }),
    stopping: stopping.signal,
    added: (lane) => pumps.add(lane),
    placed: () => void member.reading().then(() => committer.kick()),
    changed: (lane) => pumps.changed(lane),
  });
  const member: GroupMember = createGroupMember({
    kafka,
    groupId,
    topic,
    fromBeginning: settings.startingPosition !== 'LATEST',
    sessionTimeoutMs: settings.sessionTimeoutMs,
    logger,
    ready: () => assignment.ready(),
    events: {
      assigned(partitions) {
        counters.assignments += 1;
        assignment.assign(partitions);
      },
      read: (partition, messages, endOffset) => assignment.read(partition, messages, endOffset),
      committed: (partition, offset) => assignment.committed(partition, offset),
    },
  });
  const committer = createOffsetCommitter({
    lanes: () => assignment.lanes.values(),
    commit: (due) => member.commit(due),
    logger,
    retryPauseMs: COMMIT_RETRY_PAUSE_MS,
    closed: closed.signal,
  });

  const stop = async (): Promise<void> => {
    stopping.abort();
    assignment.holdAll();
    if (!(await within(settings.drainMs, pumps.ended()))) {
      logger.warn('invocation under way abandoned', { functionName: settings.functionName, drainMs: settings.drainMs });
    }
    await committer.flush(LEAVE_BOUND_MS);
    closed.abort();
    assignment.revokeAll();
    await member.stop(LEAVE_BOUND_MS);
    await within(LEAVE_BOUND_MS, Promise.allSettled([offsets.close(), deadLetters?.close()]));
  };
  let stopped: Promise<void> | null = null;
  const stopOnce = (): Promise<void> => (stopped ??= stop());

  const join = async (): Promise<void> => {
    await member.start();
    await member.reading();
    await assignment.ready();
    while (!(await committer.flush(COMMIT_RETRY_PAUSE_MS.first)) && !stopping.signal.aborted);
  };
  try {
    if (!(await within(START_BOUND_MS, join()))) throw new Error(`group ${groupId} not joined in ${START_BOUND_MS} ms`);
  } catch (error) {
    await stopOnce();
    throw error;
  }
  return {
    stats: () => statsOf(counters, assignment.lanes.values()),
    lag: () => offsets.lag(),
    stop: stopOnce,
  };
}

function deliver(delivery: Delivery, settings: KafkaEventSourceSettings, tools: DeliveryTools): Promise<unknown> {
  const part = delivery[0];
  const [record, another] = part?.records ?? [];
  if (part !== undefined && record !== undefined && another === undefined && delivery.length === 1) {
    const isTooLarge = record.eventBytes + EVENT_OVERHEAD_BYTES > settings.maxPayloadBytes;
    if (isTooLarge) return tools.giveUp(part, part.records, 'record-too-large');
  }
  if (settings.mode.kind === 'on-demand') return deliverUntilAccepted(delivery, tools);
  return deliverProvisioned(delivery, settings.mode, settings.topic, tools);
}

/** The loops that collect and deliver: one per partition, or one for all. */
interface Pumps {
  add(lane: PartitionLane): void;
  changed(lane: PartitionLane): void;
  ended(): Promise<unknown>;
}

function createPumps(
  settings: KafkaEventSourceSettings,
  stopping: AbortSignal,
  deliverBatch: (delivery: Delivery) => Promise<unknown>,
  taken: (lane: PartitionLane) => void,
): Pumps {
  const signals = new Map<PartitionLane, ChangeSignal>();
  const loops: Promise<void>[] = [];
  const together =
    settings.payload === 'several' ? { lanes: [] as PartitionLane[], changed: createChangeSignal() } : null;

  const pump = async (lanes: () => readonly PartitionLane[], changed: ChangeSignal): Promise<void> => {
    const nextBatch = createBatchCollector({ ...settings, lanes, changed, stopping });
    stopping.addEventListener('abort', () => changed.notify());
    for (let delivery = await nextBatch(); delivery.length > 0; delivery = await nextBatch()) {
      for (const { lane, records } of delivery) {
        lane.inFlight = records.length;
        taken(lane);
      }
      await deliverBatch(delivery);
      for (const { lane } of delivery) lane.inFlight = 0;
    }
  };
  if (together !== null) loops.push(pump(() => together.lanes, together.changed));

  return {
    add(lane) {
      const changed = together?.changed ?? createChangeSignal();
      signals.set(lane, changed);
      if (together === null) loops.push(pump(() => [lane], changed));
      else together.lanes.push(lane);
    },
    changed: (lane) => signals.get(lane)?.notify(),
    ended: () => Promise.all(loops),
  };
}

/** Whether it settled in time; its failure is thrown. */
async function within(boundMs: number, work: Promise<unknown>): Promise<boolean> {
  const bound = new AbortController();
  try {
    return await Promise.race([work.then(() => true), waitUnlessAborted(boundMs, bound.signal).then(() => false)]);
  } finally {
    bound.abort();
  }
}
