import { readMongoConfig, type MongoConfig } from '#adapters/mongo/mongo-config.ts';

export interface PositionStoreConfig {
  readonly mongodb: MongoConfig;
}

/** @throws Error naming the variable that is missing */
export function readConfig(env: Readonly<Record<string, string | undefined>>): PositionStoreConfig {
  return { mongodb: readMongoConfig(env) };
}
