import { readLufthansaConfig, type LufthansaConfig } from '#adapters/lufthansa/lufthansa-config.ts';
import { readMongoConfig, type MongoConfig } from '#adapters/mongo/mongo-config.ts';
import { ENV } from '#contracts/names.ts';

export interface AdminApiConfig {
  readonly mongodb: MongoConfig;
  readonly lufthansa: LufthansaConfig;
  /** What operators on one machine know; null on AWS. */
  readonly adminToken: string | null;
  /** Function that updates the reference data; null where whoever hosts this one starts it. */
  readonly referenceEtlFunction: string | null;
}

/** @throws Error naming the variable that is missing or malformed */
export function readConfig(env: Readonly<Record<string, string | undefined>>): AdminApiConfig {
  return {
    mongodb: readMongoConfig(env),
    lufthansa: readLufthansaConfig(env),
    adminToken: env[ENV.adminToken] || null,
    referenceEtlFunction: env[ENV.referenceEtlFunction] || null,
  };
}
