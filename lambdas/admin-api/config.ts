import { readLufthansaConfig, type LufthansaConfig } from '#adapters/lufthansa/lufthansa-config.ts';
import { DEFAULT_DATABASE, ENV } from '#contracts/names.ts';

export interface AdminApiConfig {
  readonly mongodbUri: string;
  readonly mongodbDatabase: string;
  readonly lufthansa: LufthansaConfig;
  /** What operators on one machine know; null on AWS. */
  readonly adminToken: string | null;
  /** Function that updates the reference data; null where whoever hosts this one starts it. */
  readonly referenceEtlFunction: string | null;
}

/** @throws Error naming the variable that is missing or malformed */
export function readConfig(env: Readonly<Record<string, string | undefined>>): AdminApiConfig {
  const mongodbUri = env[ENV.mongodbUri];
  if (!mongodbUri) throw new Error(`${ENV.mongodbUri} must be set`);
  return {
    mongodbUri,
    mongodbDatabase: env[ENV.mongodbDatabase] ?? DEFAULT_DATABASE,
    lufthansa: readLufthansaConfig(env),
    adminToken: env[ENV.adminToken] || null,
    referenceEtlFunction: env[ENV.referenceEtlFunction] || null,
  };
}
