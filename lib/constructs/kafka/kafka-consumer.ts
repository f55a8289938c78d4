import { Duration, Stack } from 'aws-cdk-lib';
import { Policy } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  EventSourceMappingLogLevel,
  MetricType,
  type EventSourceMappingOptions,
  type IFunction,
  type StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { KafkaDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { DeploymentSettings } from '../../deployment-settings.ts';
import type { KafkaAccess } from './kafka-access.ts';
import { consumingRights } from './msk-rights.ts';

/** How a mapping with pollers of its own reads, and how long it tries. */
export interface ProvisionedReading {
  /** At most one per partition is of use; with one, a batch spans all partitions. */
  readonly maximumPollers: number;
  /** A record that is older is tried no more, 60 s to 7 days. */
  readonly maxRecordAge: Duration;
  /** Whether records that are given up go to the dead-letter topic. */
  readonly setsAside: boolean;
}

export interface KafkaConsumerProps {
  readonly consumer: IFunction;
  readonly kafka: KafkaAccess;
  readonly groupId: string;
  /** Where a group begins that has committed nothing. */
  readonly startingPosition: StartingPosition.LATEST | StartingPosition.TRIM_HORIZON;
  /** How long a batch may wait for more records, whole seconds. */
  readonly batchingWindowSeconds: number;
  /** Records; the event stays within 6 MB in any case. @default 10000, the most */
  readonly batchSize?: number;
  readonly eventSources: DeploymentSettings['eventSources'];
  /** Of use with `eventSources: 'provisioned'` only. */
  readonly provisioned: ProvisionedReading;
}

/** The most that there is: the record's age ends the retries. Without a number a mapping with a destination stops at 10. */
const MOST_RETRIES = 10_000;

/**
 * An event source mapping for MSK. On demand a failed batch comes again until it works or its records expire. With pollers
 * of its own it is halved down to the record that fails, for as long as the record's age allows. The right to read, which
 * CDK doesn't give, is there before the mapping is.
 */
export class KafkaConsumer extends Construct {
  readonly mapping: EventSourceMapping;

  constructor(scope: Construct, id: string, props: KafkaConsumerProps) {
    super(scope, id);
    const { consumer, kafka, groupId, eventSources, provisioned } = props;
    const { role } = consumer;
    if (role === undefined) throw new Error(`${consumer.node.path} has no role that could read ${kafka.topic}`);
    const isProvisioned = eventSources === 'provisioned';
    const rights = new Policy(this, 'Rights', {
      statements: consumingRights(kafka, { groupId, setsAside: isProvisioned && provisioned.setsAside }),
      roles: [role],
    });
    this.mapping = new EventSourceMapping(this, 'Mapping', {
      target: consumer,
      eventSourceArn: kafka.clusterArn,
      kafkaTopic: kafka.topic,
      kafkaConsumerGroupId: groupId,
      startingPosition: props.startingPosition,
      batchSize: props.batchSize ?? 10_000,
      maxBatchingWindow: Duration.seconds(props.batchingWindowSeconds),
      ...(isProvisioned && this.provisionedOptions(provisioned, kafka)),
    });
    this.mapping.node.addDependency(rights);
  }

  /** None of these is documented for mappings on demand, though CDK would take them. */
  private provisionedOptions(
    { maximumPollers, maxRecordAge, setsAside }: ProvisionedReading,
    { deadLetterTopic }: KafkaAccess,
  ): Partial<EventSourceMappingOptions> {
    return {
      // The mappings of a group share the units that are paid for.
      provisionedPollerConfig: { minimumPollers: 1, maximumPollers, pollerGroupName: Stack.of(this).stackName },
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: MOST_RETRIES,
      maxRecordAge,
      ...(setsAside && { onFailure: new KafkaDlq(deadLetterTopic) }),
      metricsConfig: { metrics: [MetricType.EVENT_COUNT, MetricType.ERROR_COUNT, MetricType.KAFKA_METRICS] },
      logLevel: EventSourceMappingLogLevel.WARN,
    };
  }
}
