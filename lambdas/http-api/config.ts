import { readMongoConfig, type MongoConfig } from '#adapters/mongo/mongo-config.ts';
import { DEFAULT_CALLS_PER_HOUR, ENV } from '#contracts/names.ts';

export interface HttpApiConfig {
  readonly mongodb: MongoConfig;
  /** Calls of the Lufthansa API that are allowed in an hour; shown beside what is used. */
  readonly callsPerHour: number;
}

/** @throws Error naming the variable that is missing or malformed */
export function readConfig(env: Readonly<Record<string, string | undefined>>): HttpApiConfig {
  const callsPerHour = Number(env[ENV.lufthansaCallsPerHour] ?? DEFAULT_CALLS_PER_HOUR);
  if (!Number.isInteger(callsPerHour) || callsPerHour < 1) {
    throw new Error(`${ENV.lufthansaCallsPerHour} must be a whole number above 0`);
  }
  return { mongodb: readMongoConfig(env), callsPerHour };
}
