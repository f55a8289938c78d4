import { expect, test } from 'vitest';
import { helpText, readConfig } from '../../../services/position-producer/config.ts';
import { SOURCES } from '../../../services/position-producer/sources/registry.ts';

const read = (args: string[], env: Record<string, string> = {}) => readConfig(args, env)!;

test('without options the simulator produces into a Kafka on this machine, without a database', () => {
  const config = read([]);
  expect(config.sources.map((s) => s.name)).toEqual(['simulator']);
  expect(config).toMatchObject({
    brokers: ['127.0.0.1:9092'],
    auth: 'none',
    topic: 'aircraft-positions',
    partitions: 3,
    mongodb: null,
    mongodbDatabase: 'airlines',
    privacyFilter: true,
    holder: null,
    healthPort: null,
  });
});

test('options come from the command line before the environment', () => {
  const env = { KAFKA_BROKERS: 'a:1,b:2', POSITION_TOPIC: 'from-env', MONGODB_URI: 'mongodb://m', READSB_URL: 'u1' };
  const config = read(['--source', 'readsb', '--source', 'simulator', '--topic', 'told', '--url', 'u2'], env);
  expect(config.sources.map((s) => s.name)).toEqual(['readsb', 'simulator']);
  expect(config).toMatchObject({ brokers: ['a:1', 'b:2'], topic: 'told', mongodb: { uri: 'mongodb://m' } });
  expect(config.settings['url']).toBe('u2');
  expect(read([], env).settings['url']).toBe('u1');
});

test('a source may be named twice and counts once; a list in the environment counts too', () => {
  const config = read([], { POSITION_SOURCES: 'simulator,replay,simulator' });
  expect(config.sources.map((s) => s.name)).toEqual(['simulator', 'replay']);
});

test('an MSK cluster is reached with IAM unless told otherwise', () => {
  expect(read(['--cluster-arn', 'arn:aws:kafka:x'])).toMatchObject({
    clusterArn: 'arn:aws:kafka:x',
    auth: 'msk-iam',
    brokers: [],
  });
});

test('a role logs in to the database that its address names', () => {
  const uri = 'mongodb+srv://c.abcde.mongodb.net/?authSource=%24external&authMechanism=MONGODB-AWS';
  const roleArn = 'arn:aws:iam::111111111111:role/writer';
  const env = { MONGODB_URI: uri, MONGODB_ROLE_ARN: roleArn };
  expect(read([], env).mongodb).toEqual({ uri, database: 'airlines', roleArn });
  expect(() => read([], { ...env, MONGODB_URI: 'mongodb://m' })).toThrow('MONGODB_ROLE_ARN needs MONGODB_URI');
});

test('topics are made, and sized for one machine, unless told otherwise', () => {
  expect(read([])).toMatchObject({ createTopics: true, isServerless: false, topicMaxMb: null });
  const env = { KAFKA_CREATE_TOPICS: 'off', KAFKA_SERVERLESS: 'on', POSITION_TOPIC_MAX_MB: '12288' };
  expect(read([], env)).toMatchObject({ createTopics: false, isServerless: true, topicMaxMb: 12_288 });
});

test('the servers of a running npm start are used where none are told', () => {
  const running = (folder: string) =>
    folder === '.local' ? { kafkaBrokers: '127.0.0.1:1234', mongodbUri: 'mongodb://r' } : null;
  expect(readConfig([], {}, running)).toMatchObject({ brokers: ['127.0.0.1:1234'], mongodb: { uri: 'mongodb://r' } });
  expect(readConfig(['--brokers', 'k:1'], {}, running)).toMatchObject({ brokers: ['k:1'], mongodb: null });
  expect(readConfig(['--data', 'elsewhere'], {}, running)).toMatchObject({ brokers: ['127.0.0.1:9092'] });
});

test.each([
  [['--source', 'radar'], /--source must be one of simulator, replay, readsb, sbs, adsblol, opensky/],
  [['--bogus', '1'], /--bogus/],
  [['--auth', 'password'], /--auth must be one of none, msk-iam/],
  [['--privacy-filter', 'maybe'], /--privacy-filter must be one of on, off/],
  [['--partitions', '0'], /--partitions/],
  [['--create-topics', 'maybe'], /--create-topics must be one of on, off/],
  [['--topic-max-mb', '0'], /--topic-max-mb/],
  [['positional'], /positional/],
])('%j is refused with what would be right', (args, message) => {
  expect(() => readConfig(args, {})).toThrow(message);
});

test('help names every option of every source, with its variable', () => {
  expect(readConfig(['--help'], {})).toBeNull();
  const text = helpText();
  for (const source of SOURCES) {
    expect(text).toContain(`${source.name}: `);
    for (const { name, env } of source.flags) {
      expect(text).toContain(`--${name} `);
      expect(text).toContain(`(${env})`);
    }
  }
});
