import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServicesChoice } from './options.ts';
import { checkMachine, describeMissing, hasDockerEngine, type Needs } from './preflight.ts';
import { RefusalError } from './refusal-error.ts';

export type Origin = 'given' | 'docker' | 'embedded';

/** From where each of the two servers comes, decided before anything is started. */
export interface ServicesPlan {
  readonly mongodb: { readonly origin: Origin; readonly uri: string | null };
  readonly kafka: { readonly origin: Origin; readonly brokers: string | null };
  /** Python that fetches mongod, where that is still to do. */
  readonly python: string | null;
}

/**
 * Given addresses first, then a running Docker engine, then servers of our own.
 * @throws RefusalError listing all that is missing
 */
export async function planServices(
  choice: ServicesChoice,
  downloadsFolder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ServicesPlan> {
  const uri = env['MONGODB_URI'] || null;
  const brokers = env['KAFKA_BROKERS'] || null;
  const allGiven = uri !== null && brokers !== null;
  const docker = !allGiven && choice !== 'embedded' && (await hasDockerEngine());
  const origin: Origin = docker ? 'docker' : 'embedded';
  const embedded = !allGiven && !docker && choice !== 'docker';
  const needs: Needs = {
    java: embedded && brokers === null,
    maven: embedded && brokers === null && !existsSync(join(downloadsFolder, 'kafka-libs')),
    python: embedded && uri === null && !existsSync(join(downloadsFolder, 'mongo', 'mongod')),
    engine: !allGiven && !docker && choice === 'docker',
  };
  const machine = await checkMachine(needs);
  if (machine.missing.length > 0) throw new RefusalError(describeMissing(machine.missing));
  return {
    mongodb: { uri, origin: uri === null ? origin : 'given' },
    kafka: { brokers, origin: brokers === null ? origin : 'given' },
    python: machine.python,
  };
}
