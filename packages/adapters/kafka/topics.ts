import kafkajs, { type Admin } from 'kafkajs';
import { DEAD_LETTER_SUFFIX } from '#contracts/names.ts';

/** Node sees only some of this CommonJS package's names, these not among them. */
const { ConfigResourceTypes, ConfigSource } = kafkajs;

/** A topic as it should be. */
export interface TopicSpec {
  readonly topic: string;
  readonly partitions: number;
  /** Copies of each partition; -1 takes the broker's default (MSK Serverless allows no other). */
  readonly replication: number;
  /** Topic settings by Kafka's names, as text. */
  readonly config: Readonly<Record<string, string>>;
}

/** What was done about one topic, and what is left that nothing here may change. */
export interface TopicReport {
  readonly topic: string;
  readonly outcome: 'created' | 'changed' | 'unchanged';
  /** What differs from the specification afterwards, for people; fewer partitions than there are need a new topic. */
  readonly differences: readonly string[];
}

const DAY_MS = 86_400_000;

export interface PositionTopicOptions {
  readonly topic: string;
  readonly partitions: number;
  /** Brokers of the cluster: two or more get a second copy. */
  readonly brokers: number;
  /** Bytes that the position topic may take on one broker's disk, all partitions together. @default 1 GiB */
  readonly maxBytes?: number;
}

/**
 * The position topic and its dead-letter topic. Two copies but one that must be in sync: the restart of a broker must
 * not stop producing, and a position lost in a double failure is replaced five seconds later.
 */
export function positionTopics({ topic, partitions, brokers, maxBytes = 2 ** 30 }: PositionTopicOptions): TopicSpec[] {
  const replication = Math.min(2, brokers);
  const shared = { 'cleanup.policy': 'delete', 'min.insync.replicas': '1' };
  return [
    {
      topic,
      partitions,
      replication,
      config: {
        ...shared,
        'retention.ms': String(DAY_MS),
        'retention.bytes': String(Math.floor(maxBytes / partitions)),
        'segment.bytes': String(Math.min(2 ** 27, Math.max(2 ** 20, Math.floor(maxBytes / partitions / 8)))),
      },
    },
    {
      topic: `${topic}${DEAD_LETTER_SUFFIX}`,
      partitions: 1,
      replication,
      config: { ...shared, 'retention.ms': String(14 * DAY_MS) },
    },
  ];
}

/** The calls of a kafkajs admin that are needed here. */
export type TopicAdmin = Pick<
  Admin,
  'listTopics' | 'createTopics' | 'createPartitions' | 'fetchTopicMetadata' | 'describeConfigs' | 'alterConfigs'
>;

/** Creates the topics that are missing and leaves the others as they are. @returns the names of those created */
export async function createMissingTopics(admin: TopicAdmin, specs: readonly TopicSpec[]): Promise<string[]> {
  const existing = new Set(await admin.listTopics());
  const created: string[] = [];
  for (const spec of specs) {
    if (!existing.has(spec.topic) && (await createTopic(admin, spec))) created.push(spec.topic);
  }
  return created;
}

/**
 * Creates what is missing, adds partitions, brings settings into line, and reports what it can't change. Idempotent;
 * a topic that another caller creates at the same moment counts as unchanged.
 */
export async function ensureTopics(admin: TopicAdmin, specs: readonly TopicSpec[]): Promise<TopicReport[]> {
  const existing = new Set(await admin.listTopics());
  const reports: TopicReport[] = [];
  for (const spec of specs) {
    const created = !existing.has(spec.topic) && (await createTopic(admin, spec));
    reports.push(created ? { topic: spec.topic, outcome: 'created', differences: [] } : await compare(admin, spec));
  }
  return reports;
}

async function createTopic(admin: TopicAdmin, spec: TopicSpec): Promise<boolean> {
  try {
    return await requestTopic(admin, spec);
  } catch (error) {
    if (isNotYetKnown(error)) return true;
    throw error;
  }
}

/**
 * A topic that was just created, on a broker that has not heard of it yet. kafkajs waits for a leader, but gives up on this;
 * clients of the topic try again by themselves.
 */
function isNotYetKnown(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'UNKNOWN_TOPIC_OR_PARTITION';
}

function requestTopic(admin: TopicAdmin, spec: TopicSpec): Promise<boolean> {
  return admin.createTopics({
    waitForLeaders: true,
    timeout: 10_000,
    topics: [
      {
        topic: spec.topic,
        numPartitions: spec.partitions,
        replicationFactor: spec.replication,
        configEntries: Object.entries(spec.config).map(([name, value]) => ({ name, value })),
      },
    ],
  });
}

async function compare(admin: TopicAdmin, spec: TopicSpec): Promise<TopicReport> {
  const differences: string[] = [];
  const grown = await comparePartitions(admin, spec, differences);
  const altered = await alterSettings(admin, spec);
  return { topic: spec.topic, outcome: grown || altered ? 'changed' : 'unchanged', differences };
}

async function comparePartitions(admin: TopicAdmin, spec: TopicSpec, differences: string[]): Promise<boolean> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [spec.topic] });
  const partitions = topics[0]?.partitions ?? [];
  const copies = partitions[0]?.replicas.length ?? spec.replication;
  if (spec.replication > 0 && copies !== spec.replication) {
    differences.push(`replication is ${copies}, not ${spec.replication}`);
  }
  if (partitions.length > spec.partitions) {
    differences.push(`has ${partitions.length} partitions, not ${spec.partitions}: they can't be taken away`);
  }
  if (partitions.length >= spec.partitions) return false;
  await admin.createPartitions({ topicPartitions: [{ topic: spec.topic, count: spec.partitions }], timeout: 10_000 });
  return true;
}

/** Kafka's AlterConfigs replaces all of a topic's own settings, so the ones that are not ours are sent along. */
async function alterSettings(admin: TopicAdmin, spec: TopicSpec): Promise<boolean> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: spec.topic }],
  });
  const entries = resources[0]?.configEntries ?? [];
  const effective = new Map(entries.map((entry) => [entry.configName, entry.configValue]));
  if (Object.entries(spec.config).every(([name, value]) => effective.get(name) === value)) return false;
  const own = entries.filter((entry) => entry.configSource === ConfigSource.TOPIC_CONFIG);
  const wanted = { ...Object.fromEntries(own.map((entry) => [entry.configName, entry.configValue])), ...spec.config };
  await admin.alterConfigs({
    validateOnly: false,
    resources: [
      {
        type: ConfigResourceTypes.TOPIC,
        name: spec.topic,
        configEntries: Object.entries(wanted).map(([name, value]) => ({ name, value })),
      },
    ],
  });
  return true;
}
