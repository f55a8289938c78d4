import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Cluster, ContainerInsights } from 'aws-cdk-lib/aws-ecs';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { CONSUMER_GROUPS } from '#contracts/names.ts';
import type { DeploymentConfig } from '../config.ts';
import type { DatabaseAccess } from '../constructs/database/database-access.ts';
import type { KafkaAccess } from '../constructs/kafka/kafka-access.ts';
import { KafkaConsumer } from '../constructs/kafka/kafka-consumer.ts';
import type { KafkaNetwork } from '../constructs/network/kafka-network.ts';
import type { PositionConsumers } from '../constructs/live/position-consumers.ts';
import type { StreamWatch } from '../constructs/observability/stream-alarms.ts';
import { PositionProducer } from '../constructs/producer/position-producer.ts';
import { TopicsTask } from '../constructs/producer/topics-task.ts';
import { logRetentionOf } from '../log-retention.ts';

export interface StreamStackProps extends StackProps {
  readonly config: Pick<
    DeploymentConfig,
    | 'stage'
    | 'eventSources'
    | 'producerTasks'
    | 'positionSources'
    | 'feedEnvironment'
    | 'broadcastEverySeconds'
    | 'logRetentionDays'
  >;
  readonly network: KafkaNetwork;
  readonly kafka: KafkaAccess;
  readonly live: { readonly consumers: PositionConsumers };
  readonly data: { readonly database: DatabaseAccess };
}

/** How long a batch of the store waits for more: fewer and larger documents are worth a second. */
const STORE_WINDOW_SECONDS = 1;
/** An hour less than the topic keeps them: what is given up is set aside while it is still there to be read. */
const STORE_MAX_AGE = Duration.hours(23);
/** What is older the function skips anyway. */
const BROADCAST_MAX_AGE = Duration.seconds(60);

/** What moves positions: the producer into Kafka, and two consumer groups out of it into the functions of the live stack. */
export class StreamStack extends Stack {
  readonly producer: PositionProducer;
  readonly store: KafkaConsumer;
  readonly broadcast: KafkaConsumer;
  private readonly kafka: KafkaAccess;
  private readonly setsAside: boolean;

  constructor(scope: Construct, id: string, props: StreamStackProps) {
    super(scope, id, props);
    const { config, kafka, network, data } = props;
    this.kafka = kafka;
    this.setsAside = config.eventSources === 'provisioned';
    const logRetention = logRetentionOf(config);
    const cluster = new Cluster(this, 'Cluster', {
      vpc: network.vpc,
      // What the service reports for nothing is enough for one task.
      containerInsightsV2: ContainerInsights.DISABLED,
    });
    new CfnOutput(this, 'ProducerClusterName', { value: cluster.clusterName });
    this.producer = new PositionProducer(this, 'Producer', {
      stage: config.stage,
      cluster,
      network,
      kafka,
      database: data.database,
      tasks: config.producerTasks === 0 ? 0 : 1,
      sources: config.positionSources,
      feedEnvironment: config.feedEnvironment,
      logRetention,
    });
    // Stopped, it has no alarm; the alarm that was there goes after this stack and still refers to it.
    for (const name of [cluster.clusterName, this.producer.service.serviceName]) this.exportValue(name);
    new TopicsTask(this, 'Topics', { kafka, logRetention });
    this.store = this.addStore(props);
    this.broadcast = this.addBroadcast(props);
    // A mapping doesn't wait for its topic, and one that the producer makes is there once the producer is.
    if (kafka.topicMaker === 'producer') {
      for (const { mapping } of [this.store, this.broadcast]) mapping.node.addDependency(this.producer.service);
    }
  }

  /** What is to be watched of it. */
  get watch(): StreamWatch {
    const { deadLetterTopic, ...kafka } = this.kafka;
    return {
      kafka: { ...kafka, brokers: kafka.ownBrokers, deadLetterTopic: this.setsAside ? deadLetterTopic : null },
      producer: this.producer.service,
    };
  }

  private addStore({ live, kafka, config: { eventSources } }: StreamStackProps): KafkaConsumer {
    return new KafkaConsumer(this, 'Store', {
      consumer: live.consumers.store,
      kafka,
      eventSources,
      groupId: CONSUMER_GROUPS.store,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchingWindowSeconds: STORE_WINDOW_SECONDS,
      provisioned: { maximumPollers: Math.min(kafka.partitions, 200), maxRecordAge: STORE_MAX_AGE, setsAside: true },
    });
  }

  /** One poller: a viewer gets one message for all partitions, not one for each. What comes too late is of no use to set aside. */
  private addBroadcast({ live, kafka, config }: StreamStackProps): KafkaConsumer {
    return new KafkaConsumer(this, 'Broadcast', {
      consumer: live.consumers.broadcast,
      kafka,
      eventSources: config.eventSources,
      groupId: CONSUMER_GROUPS.broadcast,
      startingPosition: StartingPosition.LATEST,
      batchingWindowSeconds: config.broadcastEverySeconds,
      provisioned: { maximumPollers: 1, maxRecordAge: BROADCAST_MAX_AGE, setsAside: false },
    });
  }
}
