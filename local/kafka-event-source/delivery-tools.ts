import { invokeFunction } from '../invoke-function.ts';
import { waitUnlessAborted } from '../wait-unless-aborted.ts';
import type { DeadLetterProducer } from './dead-letter-producer.ts';
import { recordCount, settleRecords, type DeliveryPart } from './delivery.ts';
import type { EventSourceCounters } from './event-source-counters.ts';
import type { DeliveryTools, GiveUpReason } from './retry-policy.ts';
import type { KafkaEventSourceSettings } from './settings.ts';
import { mskEventOf, type SourceRecord } from './source-record.ts';

/** Pause between attempts to reach the dead-letter topic. */
const DEAD_LETTER_PAUSE_MS = 500;

export interface DeliveryToolsOptions {
  readonly settings: KafkaEventSourceSettings;
  readonly counters: EventSourceCounters;
  /** Null where given-up records are dropped. */
  readonly deadLetters: DeadLetterProducer | null;
  readonly stopping: AbortSignal;
  readonly settled: () => void;
}

/** The event source's side of its retry policies. */
export function createDeliveryTools(options: DeliveryToolsOptions): DeliveryTools {
  const { settings, counters, stopping, settled } = options;
  const { topic, functionName, functionTimeoutMs, handler, clock, logger, retryPauseMs } = settings;
  return {
    invoke(delivery) {
      counters.invocations += 1;
      const parts = delivery.map(({ lane, records }) => ({ partition: lane.partition, records }));
      const event = mskEventOf(topic, parts, settings);
      return invokeFunction(handler, event, { functionName, timeoutMs: functionTimeoutMs, clock });
    },
    pauseBeforeRetry: (retry) =>
      waitUnlessAborted(Math.min(retryPauseMs.first * 2 ** retry, retryPauseMs.most), stopping),
    giveUp: (part, records, reason) => giveUp(part, records, reason, options),
    settled,
    note(result, delivery, outcome) {
      counters[result] += 1;
      if (result === 'succeeded') return;
      const error = outcome.kind === 'failed' ? outcome.error : outcome.kind;
      logger.warn('batch not accepted', { functionName, result, records: recordCount(delivery), error });
    },
    now: clock,
  };
}

async function giveUp(
  part: DeliveryPart,
  records: readonly SourceRecord[],
  reason: GiveUpReason,
  { settings, counters, deadLetters, stopping, settled }: DeliveryToolsOptions,
): Promise<boolean> {
  const { logger, topic } = settings;
  if (deadLetters !== null && !(await sendUntilTaken(records, deadLetters, settings, stopping))) return false;
  counters[deadLetters === null ? 'recordsDropped' : 'recordsDeadLettered'] += records.length;
  logger.error(deadLetters === null ? 'records dropped' : 'records sent to the dead letters', {
    topic,
    partition: part.lane.partition,
    firstOffset: records[0]?.offset,
    records: records.length,
    reason,
  });
  settleRecords(part, records);
  settled();
  return true;
}

/** A record may not be passed over before it is safe in the dead-letter topic, however long Kafka is away. */
async function sendUntilTaken(
  records: readonly SourceRecord[],
  deadLetters: DeadLetterProducer,
  { logger }: KafkaEventSourceSettings,
  stopping: AbortSignal,
): Promise<boolean> {
  for (;;) {
    try {
      await deadLetters.send(records);
      return true;
    } catch (error) {
      logger.warn('dead letters not taken yet', { error, records: records.length });
      if (!(await waitUnlessAborted(DEAD_LETTER_PAUSE_MS, stopping))) return false;
    }
  }
}
