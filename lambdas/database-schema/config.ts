import { readMongoConfig, type MongoConfig } from '#adapters/mongo/mongo-config.ts';
import { readRetention, type Retention } from '#adapters/mongo/retention.ts';

export interface DatabaseSchemaConfig {
  readonly mongodb: MongoConfig;
  readonly retention: Retention;
}

/** @throws Error naming the variable that is missing or malformed */
export function readConfig(env: Readonly<Record<string, string | undefined>>): DatabaseSchemaConfig {
  return { mongodb: readMongoConfig(env), retention: readRetention(env) };
}
