import { OPTIONS } from './option-list.ts';

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['MONGODB_URI', 'an existing MongoDB (a replica set) instead of one started here'],
  ['MONGODB_DATABASE', 'its database (airlines)'],
  ['KAFKA_BROKERS', 'an existing Kafka, host:port, instead of one started here'],
  ['POSITION_TOPIC, POSITION_PARTITIONS', 'the topic (aircraft-positions, 3)'],
  ['READSB_URL', "address or file of readsb's aircraft.json, for --source readsb"],
  ['SBS_HOST, SBS_PORT', 'a receiver and its BaseStation port (30003), for --source sbs'],
  ['SBS_TIME_ZONE', "zone of that receiver's times, such as Europe/Paris (UTC)"],
  ['ADSBLOL_REGION', 'west,south,east,north in degrees, for --source adsblol (Europe)'],
  ['ADSBLOL_BASE_URL', 'adsb.lol, or a service with its v2 API (https://api.adsb.lol)'],
  ['OPENSKY_BOXES', 'boxes of west,south,east,north, for --source opensky (the world)'],
  ['OPENSKY_CLIENT_ID', 'account of the OpenSky Network; without one it gives a tenth of the credits'],
  ['OPENSKY_CLIENT_SECRET', 'the other half of it'],
  ['REPLAY_FILE', 'recorded tracks, for --source replay'],
  ['PRIVACY_FILTER', 'on or off: whether aircraft that ask for privacy are dropped (on)'],
  ['LUFTHANSA_CLIENT_ID', 'credentials of the Lufthansa Open API; without them schedules are samples'],
  ['LUFTHANSA_CLIENT_SECRET', 'the other half of them'],
  ['LUFTHANSA_BASE_URL', 'where that API is (https://api.lufthansa.com/v1)'],
  ['LUFTHANSA_CALLS_PER_SECOND', 'calls of it (5), held in every sliding second'],
  ['LUFTHANSA_CALLS_PER_HOUR', 'calls of it (900), held in every sliding hour'],
  ['SCHEDULE_CITIES, SCHEDULE_PAIRS', 'cities and how many random pairs of them are loaded every night'],
  ['SCHEDULE_HUB_ROUTES, SCHEDULE_DAYS_AHEAD', 'routes such as FRA-JFK, loaded both ways, and how many days'],
  ['STATUS_AIRPORTS', 'airports whose departures and arrivals are followed, such as FRA,MUC'],
  ['LUFTHANSA_STUB_SIZE', 'reference data of the stand-in: small, standard or full (standard)'],
  ['ADMIN_TOKEN', 'what operators send; without it one is kept in <data>/admin-token'],
  ['JAVA_HOME', 'the Java that runs Kafka'],
];

/** Text of `npm start -- --help`. */
export function startHelp(): string {
  const options = Object.entries(OPTIONS).map(([name, { takes, env, fallback, about }]) => {
    const usage = takes === null ? `--${name}` : `--${name} ${takes}`;
    const standard = takes === null || fallback === '' ? '' : ` (${fallback})`;
    return `  ${usage.padEnd(20)}${env.padEnd(23)}${about}${standard}`;
  });
  const width = 2 + Math.max(...ENVIRONMENT.map(([name]) => name.length));
  const variables = ENVIRONMENT.map(([name, about]) => `  ${name.padEnd(width)}${about}`);
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
