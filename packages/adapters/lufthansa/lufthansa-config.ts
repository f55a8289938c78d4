import { DEFAULT_CALLS_PER_HOUR, DEFAULT_CALLS_PER_SECOND, DEFAULT_LUFTHANSA_BASE_URL, ENV } from '#contracts/names.ts';
import { DATA_SOURCES, type DataSource } from '#domain/schedules/data-source.ts';

/** How the Lufthansa API is reached, as every function that calls it is told. */
export interface LufthansaConfig {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Their limits are checked where they are used: see quota-limits.ts. */
  readonly callsPerSecond: number;
  readonly callsPerHour: number;
  /** `sample` where the built-in stand-in answers at `baseUrl`. */
  readonly source: DataSource;
}

/** @throws Error naming the variable that is missing or malformed */
export function readLufthansaConfig(env: Readonly<Record<string, string | undefined>>): LufthansaConfig {
  const source = env[ENV.dataSource] || 'lufthansa';
  const known = DATA_SOURCES.find((candidate) => candidate === source);
  if (known === undefined) throw new Error(`${ENV.dataSource} must be one of ${DATA_SOURCES.join(', ')}`);
  return {
    baseUrl: readAddress(env[ENV.lufthansaBaseUrl] || DEFAULT_LUFTHANSA_BASE_URL),
    clientId: required(env, ENV.lufthansaClientId),
    clientSecret: required(env, ENV.lufthansaClientSecret),
    callsPerSecond: readNumber(env, ENV.lufthansaCallsPerSecond, DEFAULT_CALLS_PER_SECOND),
    callsPerHour: readNumber(env, ENV.lufthansaCallsPerHour, DEFAULT_CALLS_PER_HOUR),
    source: known,
  };
}

function required(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} must be set`);
  return value;
}

function readAddress(text: string): string {
  const isAddress = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  if (!isAddress) throw new Error(`${ENV.lufthansaBaseUrl} must be an address such as ${DEFAULT_LUFTHANSA_BASE_URL}`);
  return text.replace(/\/+$/, '');
}

function readNumber(env: Readonly<Record<string, string | undefined>>, name: string, fallback: number): number {
  const text = env[name];
  if (!text) return fallback;
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${name} must be a number above 0, not "${text}"`);
  return value;
}
