import { ENV } from '#contracts/names.ts';
import type { Services } from './services.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** On one machine there's nobody to pay for more frequent frames; on AWS batching windows are whole seconds. */
const LOCAL_BROADCAST_EVERY_MS = '500';

/** The environment of every part: the machine's, with the addresses of what was started. */
export function partEnvironment(env: Environment, services: Services): Environment {
  return {
    ...env,
    [ENV.mongodbUri]: services.mongodbUri,
    [ENV.kafkaBrokers]: services.kafkaBrokers,
    [ENV.broadcastEveryMs]: env[ENV.broadcastEveryMs] || LOCAL_BROADCAST_EVERY_MS,
  };
}
