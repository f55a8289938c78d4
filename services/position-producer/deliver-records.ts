import type { AcknowledgedRecord } from '#contracts/feed-status.ts';
import { encodePositionEvent } from '#contracts/position-event.ts';
import type { Position } from '#domain/position.ts';
import type { Outbox } from './outbox.ts';

/** What of a producer is needed: see adapters/kafka/position-producer.ts. */
export interface RecordSender {
  send(
    records: readonly { readonly key: string; readonly value: string }[],
    signal: AbortSignal,
  ): Promise<{
    readonly partitions: readonly {
      readonly partition: number;
      readonly offset: number;
      readonly lastIndex: number;
    }[];
    readonly refused: readonly number[];
  }>;
}

export interface DeliveryOptions {
  readonly outbox: Outbox;
  readonly sender: RecordSender;
  /** Where the sender sends to. */
  readonly topic: string;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The last records of an earlier run of this feed. */
  readonly acknowledged: readonly AcknowledgedRecord[];
  /** Gets each record that didn't reach the log. */
  readonly onFailed: (record: Position) => void;
}

/** The delivery report of one feed. */
export interface DeliveryReport {
  readonly acknowledged: number;
  /** Refused by the broker, or given up at the end. */
  readonly failed: number;
  readonly last: readonly AcknowledgedRecord[];
  /** Every record received before this instant is in the log, or was dropped. */
  readonly settledUntilMs: number;
  /** Since when the batch that is on its way waits, null where none is. */
  readonly sendingSinceMs: number | null;
}

export interface Delivery {
  /** Sends what waits, until `intake` aborts and the outbox is empty, or `deadline` aborts. */
  run(intake: AbortSignal, deadline: AbortSignal): Promise<void>;
  report(): DeliveryReport;
}

/** Records per request: some 450 bytes each, a tenth of it compressed. */
const BATCH_RECORDS = 5000;
/** Records are gathered for so long: fewer requests, and compression finds more to share. */
const LINGER_MS = 50;

/** Moves records from the outbox into the log, one batch at a time so that their order is kept. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { outbox, sender, topic, clock, sleep, onFailed } = options;
  // What is known of another topic says nothing about this one.
  const earlier = options.acknowledged.filter((record) => record.topic === undefined || record.topic === topic);
  const last = new Map(earlier.map((record) => [record.partition, record]));
  let inFlight: readonly Position[] = [];
  let sendingSinceMs: number | null = null;
  let delivered = 0;
  let failed = 0;

  async function sendBatch(deadline: AbortSignal): Promise<void> {
    inFlight = outbox.take(BATCH_RECORDS);
    sendingSinceMs = clock();
    const records = inFlight.map((position) => ({ key: position.icao24, value: encodePositionEvent(position) }));
    const { partitions, refused } = await sender.send(records, deadline);
    for (const { partition, offset, lastIndex } of partitions) {
      const receivedAtMs = inFlight[lastIndex]?.receivedAtMs;
      if (receivedAtMs !== undefined) last.set(partition, { topic, partition, offset, receivedAtMs });
    }
    delivered += records.length - refused.length;
    fail(refused.flatMap((index) => inFlight[index] ?? []));
    inFlight = [];
    sendingSinceMs = null;
  }

  function fail(records: readonly Position[]): void {
    failed += records.length;
    records.forEach(onFailed);
  }

  function giveUp(): void {
    fail([...inFlight, ...outbox.take(outbox.size())]);
    inFlight = [];
    sendingSinceMs = null;
  }

  return {
    async run(intake, deadline) {
      const isOver = (): boolean => deadline.aborted;
      while (!isOver() && !(intake.aborted && outbox.size() === 0)) {
        if (outbox.size() < BATCH_RECORDS) await sleep(LINGER_MS, intake);
        if (outbox.size() === 0) continue;
        try {
          await sendBatch(deadline);
        } catch (error) {
          if (!isOver()) throw error;
        }
      }
      giveUp();
    },
    report: () => ({
      acknowledged: delivered,
      failed: failed + outbox.lost(),
      last: [...last.values()].sort((a, b) => a.partition - b.partition),
      settledUntilMs: inFlight[0]?.receivedAtMs ?? outbox.oldestReceivedAtMs() ?? clock(),
      sendingSinceMs,
    }),
  };
}
