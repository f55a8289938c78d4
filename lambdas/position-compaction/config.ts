import { readMongoConfig, type MongoConfig } from '#adapters/mongo/mongo-config.ts';
import { ENV } from '#contracts/names.ts';

export interface PositionCompactionConfig {
  readonly mongodb: MongoConfig;
  /** The history may grow to this; then the oldest is dropped. */
  readonly maxHistoryMb: number;
}

const DEFAULT_MAX_HISTORY_MB = 2000;

/** @throws Error naming the variable that is missing or malformed */
export function readConfig(env: Readonly<Record<string, string | undefined>>): PositionCompactionConfig {
  const maxHistoryMb = Number(env[ENV.maxHistoryMb] ?? DEFAULT_MAX_HISTORY_MB);
  if (!(maxHistoryMb > 0)) throw new Error(`${ENV.maxHistoryMb} must be a number of megabytes above 0`);
  return { mongodb: readMongoConfig(env), maxHistoryMb };
}
