import type { Kafka } from 'kafkajs';
import type { MskEvent } from '#contracts/msk-event.ts';
import type { Clock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import type { LambdaFunction } from '../lambda-function.ts';

/** Where a group begins that has committed nothing yet. */
export type StartingPosition = 'LATEST' | 'TRIM_HORIZON' | { readonly atTimestampMs: number };

/** The same batch is tried again until the function accepts it; what the function returns is ignored. */
export interface OnDemandMode {
  readonly kind: 'on-demand';
}

/** Lambda's provisioned mode: bounded retries, partial responses, bisection and a dead-letter topic. */
export interface ProvisionedMode {
  readonly kind: 'provisioned';
  /**
   * Retries of a failed batch, -1 for no limit, at most 10,000. With a dead-letter topic and no limit it is 10, as on AWS.
   * @default -1
   */
  readonly maximumRetryAttempts?: number;
  /**
   * Records older than this are not tried any more, -1 for no limit, otherwise 60 to 604,800.
   * @default -1
   */
  readonly maximumRecordAgeSeconds?: number;
  /** @default false */
  readonly bisectBatchOnFunctionError?: boolean;
  /** Whether `batchItemFailures` in the function's answer counts. @default false */
  readonly reportBatchItemFailures?: boolean;
  /** Topic on the same cluster that takes given-up records with their key, value and headers. @default dropped and logged */
  readonly deadLetterTopic?: string;
}

export interface KafkaEventSourceOptions {
  readonly kafka: Kafka;
  /** Named in the event; `host:port`, comma-separated. */
  readonly bootstrapServers: string;
  /** Named in the event. @default an ARN of a local cluster */
  readonly eventSourceArn?: string;
  readonly topic: string;
  readonly groupId: string;
  readonly functionName: string;
  readonly handler: LambdaFunction<MskEvent>;
  readonly startingPosition: StartingPosition;
  readonly logger: Logger;
  /** 1 to 10,000. @default 100 */
  readonly batchSize?: number;
  /** How long a batch may wait for more records; 0 sends what is there. @default 500 */
  readonly batchingWindowMs?: number;
  /** Bound of the encoded event. @default 6 MB, Lambda's own */
  readonly maxPayloadBytes?: number;
  /**
   * `partition`: every partition has its own invocations, in parallel. `several`: one invocation at a time holds records of
   * all assigned partitions.
   * @default 'partition'
   */
  readonly payload?: 'partition' | 'several';
  /** 1 to 840,000, as for MSK on AWS. @default 60000 */
  readonly functionTimeoutMs?: number;
  /** @default on-demand */
  readonly mode?: OnDemandMode | ProvisionedMode;
  /** Pause before the first retry, doubled at each one up to the maximum. @default 200 ms to 30 s */
  readonly retryPauseMs?: { readonly first: number; readonly most: number };
  /** How long `stop` waits for invocations under way. @default 5000 */
  readonly drainMs?: number;
  /**
   * Silence after which the group takes a member's partitions away. After Kafka itself was gone a member joins anew, and
   * the group waits this long for the one that it was before.
   * @default 10000
   */
  readonly sessionTimeoutMs?: number;
  readonly clock?: Clock;
}

/** State of one assigned partition. Offsets are the next one to be read or stored. */
export interface PartitionStats {
  readonly partition: number;
  readonly committedOffset: number | null;
  /** End of the partition when it was last read from. */
  readonly endOffset: number | null;
  /** Records between the two: as of the last read, so too few while records arrive. */
  readonly lagRecords: number;
  readonly bufferedRecords: number;
  readonly inFlightRecords: number;
}

/** Counters since the start; `invocations` = `succeeded` + `partial` + `failed` + those under way. */
export interface KafkaEventSourceStats {
  readonly invocations: number;
  readonly succeeded: number;
  readonly partial: number;
  readonly failed: number;
  readonly recordsDeadLettered: number;
  readonly recordsDropped: number;
  /** How often the group gave partitions: 1 after the start, then one more for each rebalance. */
  readonly assignments: number;
  readonly lagRecords: number;
  readonly partitions: readonly PartitionStats[];
}

export interface KafkaEventSource {
  stats(): KafkaEventSourceStats;
  /**
   * Asks Kafka how many records of the topic the whole group has yet to commit. 0 once everything published before the call
   * is done with.
   */
  lag(): Promise<number>;
  /**
   * Ends reading, waits for invocations under way at most `drainMs`, commits what succeeded and leaves the group. What had
   * no success is delivered again at the next start.
   */
  stop(): Promise<void>;
}
