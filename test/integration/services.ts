import { mkdir, readdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { identifyProcess } from '../../local/processes/process-identity.ts';
import { createProcessRegister, endLeftoverProcesses } from '../../local/processes/process-register.ts';
import { startEmbeddedKafka } from '../../local/services/embedded-kafka.ts';
import { startEmbeddedMongo } from '../../local/services/embedded-mongo.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One real mongod for the whole run. A test takes a database name of its own. */
    mongodbUri: string;
    /** One real Kafka for the whole run, `host:port`. A test takes topics and groups of its own. */
    kafkaBrokers: string;
  }
}

const downloadsFolder = fileURLToPath(new URL('../../.local', import.meta.url));
const runsFolder = join(downloadsFolder, 'test-services');

/** Starts what every integration test shares, in a folder of this run; MONGODB_URI and KAFKA_BROKERS are used where set. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeEndedRuns();
  const folder = join(runsFolder, String(process.pid));
  await mkdir(folder, { recursive: true });
  const register = createProcessRegister(folder);
  const givenUri = process.env['MONGODB_URI'];
  const givenBrokers = process.env['KAFKA_BROKERS'];
  const [mongo, kafka] = await Promise.all([
    givenUri ? null : startEmbeddedMongo({ dataFolder: join(folder, 'mongo'), downloadsFolder, register }),
    givenBrokers ? null : startEmbeddedKafka({ dataFolder: join(folder, 'kafka'), downloadsFolder, register }),
  ]);
  project.provide('mongodbUri', mongo?.uri ?? givenUri ?? '');
  project.provide('kafkaBrokers', kafka?.brokers ?? givenBrokers ?? '');
  return async () => {
    await Promise.all([mongo?.stop(), kafka?.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
}

/** A run that was killed leaves its folder, named by its id, and maybe its servers. */
async function removeEndedRuns(): Promise<void> {
  const names = await readdir(runsFolder).catch(() => []);
  for (const name of names) {
    if (identifyProcess(Number(name)) !== null) continue;
    await endLeftoverProcesses(join(runsFolder, name));
    await rm(join(runsFolder, name), { recursive: true, force: true });
  }
}
