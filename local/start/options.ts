import { parseArgs } from 'node:util';
import { closestName } from './closest-name.ts';
import { OPTIONS, SOURCES, type OptionName } from './option-list.ts';
import { RefusalError } from './refusal-error.ts';

/** Feeds that `npm start` can be asked for. */
export type SourceName = (typeof SOURCES)[number];
/** Where MongoDB and Kafka come from when no address is given. */
export type ServicesChoice = 'auto' | 'docker' | 'embedded';

export interface StartOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Whether the port was asked for: then no other will do. */
  readonly portAsked: boolean;
  readonly sources: readonly SourceName[];
  /** Simulated flights. */
  readonly aircraft: number;
  /** Seconds between two deliveries of a feed; null leaves it to the feed. */
  readonly intervalSeconds: number | null;
  /** ISO codes; only simulated flights that touch one of them. Empty: all. */
  readonly countries: readonly string[];
  /** Positions after which each simulated flight ends; null never. */
  readonly steps: number | null;
  /** How much faster than recorded a replay is played. */
  readonly replaySpeed: number;
  /** Whether a replay begins again at its end. */
  readonly replayLoops: boolean;
  /** Folder in which everything is kept. */
  readonly dataFolder: string;
  readonly services: ServicesChoice;
  readonly reset: boolean;
  readonly help: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The command line first, then the environment, then the default. @throws RefusalError */
export function readStartOptions(args: readonly string[], env: Environment): StartOptions {
  const given = parseCommandLine(args);
  const value = (name: OptionName): string | undefined => given[name]?.at(-1) ?? fromEnvironment(name, env);
  const or = (name: OptionName): string => value(name) ?? OPTIONS[name].fallback;
  const list = (name: OptionName): string[] => (given[name] ?? [or(name)]).flatMap(splitList);
  const optionalNumber = (name: OptionName, max: number): number | null => {
    const text = value(name);
    return text === undefined ? null : wholeNumber(name, text, 1, max);
  };
  return {
    port: wholeNumber('port', or('port'), 0, 65_535),
    portAsked: value('port') !== undefined,
    sources: [...new Set(list('source').map(readSource))],
    aircraft: wholeNumber('aircraft', or('aircraft'), 1, 50_000),
    intervalSeconds: optionalNumber('interval', 3600),
    countries: list('countries').map(readCountry),
    steps: optionalNumber('steps', Number.MAX_SAFE_INTEGER),
    replaySpeed: numberInRange('speed', or('speed'), 1, 60),
    replayLoops: isOn('loop', or('loop')),
    dataFolder: or('data'),
    services: readServices(or('services')),
    reset: isOn('reset', or('reset')),
    help: isOn('help', or('help')),
  };
}

function parseCommandLine(args: readonly string[]): Partial<Record<OptionName, string[]>> {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(OPTIONS).map(([name, { takes }]) => [name, { type: takes === null ? 'boolean' : 'string' }]),
    ),
  });
  const given: Partial<Record<OptionName, string[]>> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') throw new RefusalError(`"${token.value}" is no option. ${hint(token.value)}`);
    if (token.kind !== 'option') continue;
    const name = optionNamed(token.name);
    if (name === null) throw new RefusalError(`Unknown option ${token.rawName}. ${hint(token.name)}`);
    if (OPTIONS[name].takes !== null && token.value === undefined) {
      throw new RefusalError(`--${name} needs a value: --${name} ${OPTIONS[name].takes}`);
    }
    (given[name] ??= []).push(token.value ?? 'true');
  }
  return given;
}

function optionNamed(name: string): OptionName | null {
  return optionNames().find((candidate) => candidate === name) ?? null;
}

function optionNames(): OptionName[] {
  return Object.keys(OPTIONS).filter((name): name is OptionName => name in OPTIONS);
}

function hint(text: string): string {
  const closest = closestName(text.replace(/^-+/, ''), optionNames());
  return `${closest === null ? '' : `Did you mean --${closest}? `}--help lists all`;
}

function fromEnvironment(name: OptionName, env: Environment): string | undefined {
  const value = env[OPTIONS[name].env];
  return value === '' ? undefined : value;
}

const splitList = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function wholeNumber(name: OptionName, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < min || value > max) {
    throw new RefusalError(`--${name} must be a whole number from ${min} to ${max}, not "${text}"`);
  }
  return value;
}

function numberInRange(name: OptionName, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  throw new RefusalError(`--${name} must be a number from ${min} to ${max}, not "${text}"`);
}

function readSource(text: string): SourceName {
  const source = SOURCES.find((candidate) => candidate === text);
  if (source !== undefined) return source;
  const closest = closestName(text, SOURCES);
  const remedy = closest === null ? '' : ` Did you mean ${closest}?`;
  throw new RefusalError(`--source must be one of ${SOURCES.join(', ')}, not "${text}".${remedy}`);
}

function readCountry(text: string): string {
  const code = text.toUpperCase();
  if (!/^[A-Z]{2}$/.test(code))
    throw new RefusalError(`--countries takes codes of two letters such as FR,DE, not "${text}"`);
  return code;
}

function readServices(text: string): ServicesChoice {
  if (text === 'auto' || text === 'docker' || text === 'embedded') return text;
  throw new RefusalError(`--services must be auto, docker or embedded, not "${text}"`);
}

function isOn(name: OptionName, text: string): boolean {
  if (['true', '1', 'on', 'yes'].includes(text)) return true;
  if (['', 'false', '0', 'off', 'no'].includes(text)) return false;
  const values = OPTIONS[name].takes === null ? 'takes no value, or true or false' : 'must be on or off';
  throw new RefusalError(`--${name} ${values}, not "${text}"`);
}
