import { parseArgs } from 'node:util';
import { KAFKA_AUTHS, type KafkaAuth } from '#adapters/kafka/msk-auth.ts';
import { readMongoConfig, type MongoConfig } from '#adapters/mongo/mongo-config.ts';
import { DEFAULT_DATABASE, DEFAULT_POSITION_PARTITIONS, DEFAULT_POSITION_TOPIC, ENV } from '#contracts/names.ts';
import type { SourceDefinition, SourceFlag, SourceSettings } from './position-source.ts';
import { listSetting, memberSetting, numberSetting, SettingError } from './settings.ts';
import { SOURCES } from './sources/registry.ts';

export interface ProducerConfig {
  readonly sources: readonly SourceDefinition[];
  /** Options of the sources, by flag name. */
  readonly settings: SourceSettings;
  readonly brokers: readonly string[];
  /** Where MSK hands out its brokers' addresses, instead of a list. */
  readonly clusterArn: string | null;
  readonly auth: KafkaAuth;
  readonly region: string | null;
  readonly topic: string;
  readonly partitions: number;
  /** MB that the position topic may take on each broker's disk; null: what suits one machine. */
  readonly topicMaxMb: number | null;
  /** Whether topics may be made; otherwise what is missing or differs is named. */
  readonly createTopics: boolean;
  /** MSK Serverless, which knows fewer settings of topics. */
  readonly isServerless: boolean;
  /** Null where it isn't told or in a secret; without either there is no lease, and no status but the log's. */
  readonly mongodb: MongoConfig | null;
  /** Secret with the database's address, read while the producer runs. */
  readonly mongodbSecretArn: string | null;
  readonly mongodbDatabase: string;
  readonly privacyFilter: boolean;
  /** Names this process in the lease; null takes a random one. */
  readonly holder: string | null;
  /** Port on 127.0.0.1 of the health check; null is none. */
  readonly healthPort: number | null;
}

/** Servers to use where none are told. */
export interface RunningServers {
  readonly kafkaBrokers: string;
  readonly mongodbUri: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const COMMON_FLAGS: readonly SourceFlag[] = [
  { name: 'source', env: 'POSITION_SOURCES', value: 'NAME', help: 'a feed; repeatable, or a list with commas' },
  { name: 'data', env: 'AIRLINES_DATA', value: 'DIR', help: 'whose npm start to join where it runs; .local' },
  { name: 'brokers', env: ENV.kafkaBrokers, value: 'HOST:PORT', help: 'Kafka; of npm start, else 127.0.0.1:9092' },
  { name: 'auth', env: ENV.kafkaAuth, value: 'none|msk-iam', help: 'how to authenticate against Kafka' },
  { name: 'cluster-arn', env: ENV.kafkaClusterArn, value: 'ARN', help: 'an MSK cluster, instead of --brokers' },
  { name: 'topic', env: ENV.positionTopic, value: 'NAME', help: `${DEFAULT_POSITION_TOPIC} unless told` },
  { name: 'partitions', env: ENV.positionPartitions, value: 'N', help: 'for a topic that is not there yet' },
  { name: 'topic-max-mb', env: ENV.positionTopicMaxMb, value: 'N', help: 'of a disk, for a topic not there yet' },
  { name: 'create-topics', env: ENV.createTopics, value: 'on|off', help: 'make topics that are missing; on' },
  { name: 'serverless', env: ENV.kafkaServerless, value: 'on|off', help: 'Kafka is MSK Serverless; off' },
  { name: 'mongodb', env: ENV.mongodbUri, value: 'URI', help: 'for lease and status; of npm start, else neither' },
  { name: 'mongodb-secret-arn', env: ENV.mongodbSecretArn, value: 'ARN', help: 'where the URI is kept on AWS' },
  { name: 'mongodb-role-arn', env: ENV.mongodbRoleArn, value: 'ARN', help: 'IAM role that logs in to MongoDB' },
  { name: 'database', env: ENV.mongodbDatabase, value: 'NAME', help: `${DEFAULT_DATABASE} unless told` },
  { name: 'privacy-filter', env: ENV.privacyFilter, value: 'on|off', help: 'drop PIA and LADD aircraft; on' },
  { name: 'holder', env: 'PRODUCER_HOLDER', value: 'NAME', help: 'who holds the lease; the same name takes it over' },
  { name: 'health-port', env: 'HEALTH_PORT', value: 'N', help: 'answer health checks on 127.0.0.1:N' },
];

function allFlags(): SourceFlag[] {
  const flags = new Map([...COMMON_FLAGS, ...SOURCES.flatMap((s) => s.flags)].map((flag) => [flag.name, flag]));
  return [...flags.values()];
}

/**
 * Reads the command line, and the environment for what it doesn't say.
 * @param findRunning tells the servers of an `npm start` that runs on a data folder
 * @returns null when help is asked for
 * @throws SettingError naming the option
 */
export function readConfig(
  args: readonly string[],
  env: Environment,
  findRunning: (dataFolder: string) => RunningServers | null = () => null,
): ProducerConfig | null {
  const values = parse(args);
  if (values['help'] === true) return null;
  const settings: Record<string, string | undefined> = {};
  for (const { name, env: variable } of allFlags()) {
    const value = values[name];
    settings[name] = Array.isArray(value) ? value.join(',') : (env[variable] ?? undefined);
  }
  const clusterArn = settings['cluster-arn'] || null;
  const isTold = clusterArn !== null || Boolean(settings['brokers']);
  const running = isTold ? null : findRunning(settings['data'] || '.local');
  return {
    sources: readSources(settings),
    settings,
    brokers: isTold ? listSetting(settings, 'brokers') : [running?.kafkaBrokers ?? '127.0.0.1:9092'],
    clusterArn,
    auth: memberSetting(settings, 'auth', KAFKA_AUTHS, clusterArn === null ? 'none' : 'msk-iam'),
    region: env['AWS_REGION'] || null,
    topic: settings['topic'] || DEFAULT_POSITION_TOPIC,
    partitions: numberSetting(settings, 'partitions', {
      fallback: DEFAULT_POSITION_PARTITIONS,
      min: 1,
      max: 1000,
      whole: true,
    }),
    topicMaxMb: settings['topic-max-mb']
      ? numberSetting(settings, 'topic-max-mb', { fallback: 0, min: 1, max: 16_777_216, whole: true })
      : null,
    createTopics: memberSetting(settings, 'create-topics', ['on', 'off'], 'on') === 'on',
    isServerless: memberSetting(settings, 'serverless', ['on', 'off'], 'off') === 'on',
    mongodb: readMongodb(settings, running),
    mongodbSecretArn: settings['mongodb-secret-arn'] || null,
    mongodbDatabase: settings['database'] || DEFAULT_DATABASE,
    privacyFilter: memberSetting(settings, 'privacy-filter', ['on', 'off'], 'on') === 'on',
    holder: settings['holder'] || null,
    healthPort: settings['health-port']
      ? numberSetting(settings, 'health-port', { fallback: 0, min: 0, max: 65_535, whole: true })
      : null,
  };
}

function readMongodb(settings: SourceSettings, running: RunningServers | null): MongoConfig | null {
  const uri = settings['mongodb'] || running?.mongodbUri;
  if (!uri) return null;
  try {
    return readMongoConfig({
      [ENV.mongodbUri]: uri,
      [ENV.mongodbDatabase]: settings['database'],
      [ENV.mongodbRoleArn]: settings['mongodb-role-arn'],
    });
  } catch (error) {
    throw new SettingError(error instanceof Error ? error.message : String(error));
  }
}

function parse(args: readonly string[]): Record<string, string[] | boolean | undefined> {
  const options = Object.fromEntries(allFlags().map(({ name }) => [name, { type: 'string', multiple: true } as const]));
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      strict: true,
      allowPositionals: false,
    }).values;
  } catch (error) {
    throw new SettingError(`${error instanceof Error ? error.message : String(error)} (--help lists the options)`);
  }
}

function readSources(settings: SourceSettings): SourceDefinition[] {
  const names = new Set(listSetting(settings, 'source'));
  if (names.size === 0) names.add('simulator');
  return [...names].map((name) => {
    const source = SOURCES.find((candidate) => candidate.name === name);
    if (source !== undefined) return source;
    throw new SettingError(`--source must be one of ${SOURCES.map((s) => s.name).join(', ')}, not "${name}"`);
  });
}

/** The answer to `--help`. */
export function helpText(): string {
  const row = ({ name, env, value, help }: SourceFlag): string =>
    `  --${`${name} ${value}`.padEnd(26)} ${help} (${env})`;
  const lines = ['Usage: npm run producer -- --source NAME [options]', '', ...COMMON_FLAGS.map(row)];
  for (const source of SOURCES) lines.push('', `${source.name}: ${source.help}`, ...source.flags.map(row));
  return `${lines.join('\n')}\n`;
}
