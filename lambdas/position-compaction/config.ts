import { DEFAULT_DATABASE, ENV } from '#contracts/names.ts';

export interface PositionCompactionConfig {
  readonly mongodbUri: string;
  readonly mongodbDatabase: string;
  /** The history may grow to this; then the oldest is dropped. */
  readonly maxHistoryMb: number;
}

const DEFAULT_MAX_HISTORY_MB = 2000;

/** @throws Error naming the variable that is missing or malformed */
export function readConfig(env: Readonly<Record<string, string | undefined>>): PositionCompactionConfig {
  const mongodbUri = env[ENV.mongodbUri];
  if (!mongodbUri) throw new Error(`${ENV.mongodbUri} must be set`);
  const maxHistoryMb = Number(env[ENV.maxHistoryMb] ?? DEFAULT_MAX_HISTORY_MB);
  if (!(maxHistoryMb > 0)) throw new Error(`${ENV.maxHistoryMb} must be a number of megabytes above 0`);
  return { mongodbUri, mongodbDatabase: env[ENV.mongodbDatabase] ?? DEFAULT_DATABASE, maxHistoryMb };
}
