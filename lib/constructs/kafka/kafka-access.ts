import { DEAD_LETTER_SUFFIX, DEFAULT_POSITION_TOPIC } from '#contracts/names.ts';
import type { KafkaSettings } from '../../deployment-settings.ts';

/**
 * Who makes the topics: the stack of the cluster, the producer when it starts, or those who run the cluster (the producer
 * then only says what is missing).
 */
export type TopicMaker = 'stack' | 'producer' | 'others';

/** What everything that speaks to Kafka has to know of the cluster. */
export interface KafkaAccess {
  readonly clusterArn: string;
  /** `host:9098` each, where they are known beforehand; null: the cluster is asked for them at start. */
  readonly brokers: readonly string[] | null;
  readonly isServerless: boolean;
  /** Brokers that are ours to look after, numbered from 1; 0 where there are none. */
  readonly ownBrokers: number;
  readonly topic: string;
  readonly deadLetterTopic: string;
  readonly partitions: number;
  /** What the position topic may take on each broker's disk, all partitions together. */
  readonly topicMaxMb: number;
  readonly topicMaker: TopicMaker;
}

export const POSITION_TOPIC = {
  topic: DEFAULT_POSITION_TOPIC,
  deadLetterTopic: `${DEFAULT_POSITION_TOPIC}${DEAD_LETTER_SUFFIX}`,
} as const;

/** Where no disk is ours to size: several days of 1,000 aircraft, 2 $ a month on MSK Serverless. */
export const UNSIZED_TOPIC_MAX_MB = 20 * 1024;

/** MSK ends the ids of Serverless clusters like this. */
const SERVERLESS_ARN = /-s\d+$/;

/** A cluster that is there already; nothing is looked up. */
export function existingKafka(
  { clusterArn, brokers, createTopics }: Extract<KafkaSettings, { mode: 'existing' }>,
  partitions: number,
): KafkaAccess {
  return {
    ...POSITION_TOPIC,
    clusterArn,
    brokers,
    isServerless: SERVERLESS_ARN.test(clusterArn),
    ownBrokers: 0,
    partitions,
    topicMaxMb: UNSIZED_TOPIC_MAX_MB,
    topicMaker: createTopics ? 'producer' : 'others',
  };
}
