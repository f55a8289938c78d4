import { SOURCES as FEEDS } from '../../services/position-producer/sources/registry.ts';

/** Names of the feeds that the position producer knows. */
export const SOURCES: readonly string[] = FEEDS.map(({ name }) => name);

interface OptionSpec {
  /** Name of the environment variable that says the same. */
  readonly env: string;
  /** How its value is shown in the help; null where the option stands alone. */
  readonly takes: string | null;
  /** Used where neither the command line nor the environment names it. */
  readonly fallback: string;
  readonly about: string;
}

const option = (env: string, takes: string | null, fallback: string, about: string): OptionSpec => ({
  env,
  takes,
  fallback,
  about,
});

/** The options of `npm start`: what is read, and what `--help` shows. */
export const OPTIONS = {
  port: option('AIRLINES_PORT', 'PORT', '8080', 'port of the page and its API, 0 takes a free one'),
  source: option('POSITION_SOURCES', 'NAME', 'simulator', `feed of positions, repeatable: ${SOURCES.join(', ')}`),
  aircraft: option('SIMULATOR_AIRCRAFT', 'COUNT', '300', 'simulated flights, 1 to 50000'),
  interval: option('FEED_INTERVAL_SECONDS', 'SECONDS', '', 'time between two positions of a flight (simulator: 5)'),
  countries: option('SIMULATOR_COUNTRIES', 'CODES', '', 'only simulated flights that touch these, such as FR,DE,ES'),
  steps: option('SIMULATOR_STEPS', 'COUNT', '', 'positions after which the simulation ends (never)'),
  speed: option('REPLAY_SPEED', 'TIMES', '1', 'how much faster than recorded a replay is played, 1 to 60'),
  loop: option('REPLAY_LOOP', 'ON|OFF', 'on', 'whether a replay begins again at its end, or ends: on or off'),
  data: option('AIRLINES_DATA', 'FOLDER', '.local', 'where everything is kept'),
  services: option('AIRLINES_SERVICES', 'KIND', 'auto', 'MongoDB and Kafka: docker, embedded, or whichever works'),
  reset: option('AIRLINES_RESET', null, 'false', 'begin without the data of earlier runs'),
  help: option('AIRLINES_HELP', null, 'false', 'show this'),
} as const;

export type OptionName = keyof typeof OPTIONS;
