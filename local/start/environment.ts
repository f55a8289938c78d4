import { ENV } from '#contracts/names.ts';
import type { Services } from './services.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of every part: the machine's, with the addresses of what was started. */
export function partEnvironment(env: Environment, services: Services): Environment {
  return {
    ...env,
    [ENV.mongodbUri]: services.mongodbUri,
    [ENV.kafkaBrokers]: services.kafkaBrokers,
  };
}
