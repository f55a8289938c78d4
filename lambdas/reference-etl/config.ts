import { readLufthansaConfig, type LufthansaConfig } from '#adapters/lufthansa/lufthansa-config.ts';
import { quotaLimits } from '#adapters/lufthansa/quota/quota-limits.ts';
import { readMongoConfig, type MongoConfig } from '#adapters/mongo/mongo-config.ts';

export interface ReferenceEtlConfig {
  readonly mongodb: MongoConfig;
  readonly lufthansa: LufthansaConfig;
}

/** @throws Error naming the variable that is missing or malformed, with the sum where the limits can't fit */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ReferenceEtlConfig {
  const lufthansa = readLufthansaConfig(env);
  quotaLimits(lufthansa);
  return { mongodb: readMongoConfig(env), lufthansa };
}
