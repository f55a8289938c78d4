import { OPTIONS } from './option-list.ts';

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['MONGODB_URI', 'an existing MongoDB (a replica set) instead of one started here'],
  ['MONGODB_DATABASE', 'its database (airlines)'],
  ['KAFKA_BROKERS', 'an existing Kafka, host:port, instead of one started here'],
  ['POSITION_TOPIC, POSITION_PARTITIONS', 'the topic (aircraft-positions, 3)'],
  ['READSB_URL', "address or file of readsb's aircraft.json, for --source readsb"],
  ['REPLAY_FILE', 'recorded tracks, for --source replay'],
  ['PRIVACY_FILTER', 'on or off: whether aircraft that ask for privacy are dropped (on)'],
  ['JAVA_HOME', 'the Java that runs Kafka'],
];

/** Text of `npm start -- --help`. */
export function startHelp(): string {
  const options = Object.entries(OPTIONS).map(([name, { takes, env, fallback, about }]) => {
    const usage = takes === null ? `--${name}` : `--${name} ${takes}`;
    const standard = takes === null || fallback === '' ? '' : ` (${fallback})`;
    return `  ${usage.padEnd(20)}${env.padEnd(23)}${about}${standard}`;
  });
  const variables = ENVIRONMENT.map(([name, about]) => `  ${name.padEnd(40)}${about}`);
  return [
    'Airlines on this machine: a real MongoDB, a real Kafka, the functions, the producer and the page.',
    '',
    'npm start -- [options]; each option may also be given as the environment variable beside it',
    '',
    ...options,
    '',
    'Other environment variables:',
    '',
    ...variables,
    '',
    'Ctrl-C stops everything that was started. A second start on the same --data is refused.',
  ].join('\n');
}
