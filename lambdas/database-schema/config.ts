import { readMongoConfig, type MongoConfig } from '#adapters/mongo/mongo-config.ts';
import type { Retention } from '#adapters/mongo/schema.ts';
import { ENV } from '#contracts/names.ts';

export interface DatabaseSchemaConfig {
  readonly mongodb: MongoConfig;
  readonly retention: Retention;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws Error naming the variable that is missing or malformed */
export function readConfig(env: Environment): DatabaseSchemaConfig {
  return {
    mongodb: readMongoConfig(env),
    retention: {
      retentionLiveDays: positive(env, ENV.retentionLiveDays, 30),
      retentionSimulatedHours: positive(env, ENV.retentionSimulatedHours, 24),
    },
  };
}

function positive(env: Environment, name: string, fallback: number): number {
  const value = Number(env[name] || fallback);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${name} must be a whole number from 1`);
}
