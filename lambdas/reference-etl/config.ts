import { readLufthansaConfig, type LufthansaConfig } from '#adapters/lufthansa/lufthansa-config.ts';
import { quotaLimits } from '#adapters/lufthansa/quota/quota-limits.ts';
import { DEFAULT_DATABASE, ENV } from '#contracts/names.ts';

export interface ReferenceEtlConfig {
  readonly mongodbUri: string;
  readonly mongodbDatabase: string;
  readonly lufthansa: LufthansaConfig;
}

/** @throws Error naming the variable that is missing or malformed, with the sum where the limits can't fit */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ReferenceEtlConfig {
  const mongodbUri = env[ENV.mongodbUri];
  if (!mongodbUri) throw new Error(`${ENV.mongodbUri} must be set`);
  const lufthansa = readLufthansaConfig(env);
  quotaLimits(lufthansa);
  return { mongodbUri, mongodbDatabase: env[ENV.mongodbDatabase] ?? DEFAULT_DATABASE, lufthansa };
}
