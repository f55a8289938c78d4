import { readMongoConfig, type MongoConfig } from '#adapters/mongo/mongo-config.ts';
import { ENV } from '#contracts/names.ts';

export interface WebsocketConfig {
  readonly mongodb: MongoConfig;
  /** Web origins that may connect; a client that sends no `Origin` is no browser, and may. */
  readonly allowedOrigins: readonly string[];
  /**
   * Parameter in Systems Manager with the origin of the site, which may connect too; until it is there nobody else than
   * {@link allowedOrigins} may. Null where there is no such.
   */
  readonly siteOriginParameter: string | null;
  /** Open connections at one time; more are refused. */
  readonly maxConnections: number;
  /** The broadcaster's batching window: no frames come more often, and viewers are told so. */
  readonly broadcastEveryMs: number;
  /** Address of the management API; null takes it from each event, as on AWS. */
  readonly websocketEndpoint: string | null;
}

const DEFAULT_MAX_CONNECTIONS = 1000;
const DEFAULT_BROADCAST_EVERY_MS = 1000;

/** @throws Error naming the variable that is missing or malformed */
export function readConfig(env: Readonly<Record<string, string | undefined>>): WebsocketConfig {
  const siteOriginParameter = env[ENV.siteOriginParameter] || null;
  return {
    mongodb: readMongoConfig(env),
    allowedOrigins: readOrigins(env, siteOriginParameter === null),
    siteOriginParameter,
    maxConnections: wholeNumber(env, ENV.maxConnections, DEFAULT_MAX_CONNECTIONS, 100_000),
    broadcastEveryMs: wholeNumber(env, ENV.broadcastEveryMs, DEFAULT_BROADCAST_EVERY_MS, 300_000),
    websocketEndpoint: env[ENV.websocketEndpoint] ?? null,
  };
}

function readOrigins(env: Readonly<Record<string, string | undefined>>, isRequired: boolean): string[] {
  const text = env[ENV.allowedOrigins];
  if (text) return text.split(',').map(readOrigin);
  if (isRequired) throw new Error(`${ENV.allowedOrigins} or ${ENV.siteOriginParameter} must be set`);
  return [];
}

function readOrigin(text: string): string {
  const origin = text.trim();
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new Error(`${ENV.allowedOrigins} must hold origins such as https://airlines.example, separated by commas`);
  }
  return origin;
}

function wholeNumber(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: number,
  max: number,
): number {
  const value = env[name] === undefined ? fallback : Number(env[name]);
  if (!Number.isInteger(value) || value < 0 || value > max) throw new Error(`${name} must be 0 to ${max}`);
  return value;
}
