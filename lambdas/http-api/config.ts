import { DEFAULT_DATABASE, ENV } from '#contracts/names.ts';

export interface HttpApiConfig {
  readonly mongodbUri: string;
  readonly mongodbDatabase: string;
}

/** @throws Error naming the variable that is missing */
export function readConfig(env: Readonly<Record<string, string | undefined>>): HttpApiConfig {
  const mongodbUri = env[ENV.mongodbUri];
  if (!mongodbUri) throw new Error(`${ENV.mongodbUri} must be set`);
  return { mongodbUri, mongodbDatabase: env[ENV.mongodbDatabase] ?? DEFAULT_DATABASE };
}
