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
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'missing';
  /** What differs from the specification afterwards, for people; fewer partitions than there are need a new topic. */
  readonly differences: readonly string[];
}

const DAY_MS = 86_400_000;
/** Dead letters take this part of what positions may. */
const DEAD_LETTERS_PART = 10;

export interface PositionTopicOptions {
  readonly topic: string;
  readonly partitions: number;
  /** Brokers of the cluster: two or more get a second copy. */
  readonly brokers: number;
  /** Bytes that the position topic may take on one broker's disk, all partitions together. @default 1 GiB */
  readonly maxBytes?: number;
  /** MSK Serverless knows neither copies nor any setting but those of retention. @default false */
  readonly isServerless?: boolean;
}

/**
 * The position topic and its dead-letter topic. Two copies but one that must be in sync: the restart of a broker must
 * not stop producing, and a position lost in a double failure is replaced five seconds later.
 */
export function positionTopics({
  topic,
  partitions,
  brokers,
  maxBytes = 2 ** 30,
  isServerless = false,
}: PositionTopicOptions): TopicSpec[] {
  const partitionBytes = Math.floor(maxBytes / partitions);
  const positions: TopicSpec = {
    topic,
    partitions,
    replication: isServerless ? -1 : Math.min(2, brokers),
    config: { 'retention.ms': String(DAY_MS), 'retention.bytes': String(partitionBytes) },
  };
  const deadLetters: TopicSpec = {
    ...positions,
    topic: `${topic}${DEAD_LETTER_SUFFIX}`,
    partitions: 1,
    config: {
      'retention.ms': String(14 * DAY_MS),
      'retention.bytes': String(Math.floor(maxBytes / DEAD_LETTERS_PART)),
    },
  };
  if (isServerless) return [positions, deadLetters];
  const shared = { 'cleanup.policy': 'delete', 'min.insync.replicas': '1' };
  const segmentBytes = String(Math.min(2 ** 27, Math.max(2 ** 20, Math.floor(partitionBytes / 8))));
  return [
    { ...positions, config: { ...shared, ...positions.config, 'segment.bytes': segmentBytes } },
    { ...deadLetters, config: { ...shared, ...deadLetters.config } },
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

/** Changes nothing: names what is missing and what differs, in the words of {@link ensureTopics}. */
export async function compareTopics(
  admin: Pick<TopicAdmin, 'listTopics' | 'fetchTopicMetadata' | 'describeConfigs'>,
  specs: readonly TopicSpec[],
): Promise<TopicReport[]> {
  const existing = new Set(await admin.listTopics());
  const reports: TopicReport[] = [];
  for (const spec of specs) {
    const { topic } = spec;
    if (!existing.has(topic)) {
      const wanted = Object.entries(spec.config).map(([name, value]) => `${name}=${value}`);
      const differences = [`is missing: needs ${spec.partitions} partitions, ${wanted.join(', ')}`];
      reports.push({ topic, outcome: 'missing', differences });
      continue;
    }
    const { copies, partitions } = await readLayout(admin, spec);
    const { effective } = await readSettings(admin, topic);
    const differences = [
      ...layoutDifferences(spec, { copies, partitions }),
      ...(partitions < spec.partitions ? [`has ${partitions} partitions, not ${spec.partitions}`] : []),
      ...Object.entries(spec.config)
        .filter(([name, value]) => effective.get(name) !== value)
        .map(([name, value]) => `${name} is ${effective.get(name) ?? 'not set'}, not ${value}`),
    ];
    reports.push({ topic, outcome: 'unchanged', differences });
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
  const layout = await readLayout(admin, spec);
  const grown = layout.partitions < spec.partitions;
  if (grown) {
    await admin.createPartitions({
      topicPartitions: [{ topic: spec.topic, count: spec.partitions }],
      timeout: 10_000,
    });
  }
  const altered = await alterSettings(admin, spec);
  const outcome = grown || altered ? 'changed' : 'unchanged';
  return { topic: spec.topic, outcome, differences: layoutDifferences(spec, layout) };
}

interface TopicLayout {
  readonly partitions: number;
  /** Copies of each partition. */
  readonly copies: number;
}

async function readLayout(admin: Pick<TopicAdmin, 'fetchTopicMetadata'>, spec: TopicSpec): Promise<TopicLayout> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [spec.topic] });
  const partitions = topics[0]?.partitions ?? [];
  return { partitions: partitions.length, copies: partitions[0]?.replicas.length ?? spec.replication };
}

/** What nothing here may change. */
function layoutDifferences(spec: TopicSpec, { partitions, copies }: TopicLayout): string[] {
  const differences: string[] = [];
  if (spec.replication > 0 && copies !== spec.replication) {
    differences.push(`replication is ${copies}, not ${spec.replication}`);
  }
  if (partitions > spec.partitions) {
    differences.push(`has ${partitions} partitions, not ${spec.partitions}: they can't be taken away`);
  }
  return differences;
}

interface SettingsInForce {
  /** Every setting, whoever gave it. */
  readonly effective: ReadonlyMap<string, string>;
  /** Those that are the topic's own. */
  readonly own: Readonly<Record<string, string>>;
}

async function readSettings(admin: Pick<TopicAdmin, 'describeConfigs'>, topic: string): Promise<SettingsInForce> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic }],
  });
  const entries = resources[0]?.configEntries ?? [];
  const pairOf = ({ configName, configValue }: (typeof entries)[number]) => [configName, configValue] as const;
  const own = entries.filter((entry) => entry.configSource === ConfigSource.TOPIC_CONFIG);
  return { effective: new Map(entries.map(pairOf)), own: Object.fromEntries(own.map(pairOf)) };
}

/** Kafka's AlterConfigs replaces all of a topic's own settings, so the ones that are not ours are sent along. */
async function alterSettings(admin: TopicAdmin, spec: TopicSpec): Promise<boolean> {
  const { effective, own } = await readSettings(admin, spec.topic);
  if (Object.entries(spec.config).every(([name, value]) => effective.get(name) === value)) return false;
  await admin.alterConfigs({
    validateOnly: false,
    resources: [
      {
        type: ConfigResourceTypes.TOPIC,
        name: spec.topic,
        configEntries: Object.entries({ ...own, ...spec.config }).map(([name, value]) => ({ name, value })),
      },
    ],
  });
  return true;
}
