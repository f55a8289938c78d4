import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProcessRegister } from '../../../local/processes/process-register.ts';
import { startEmbeddedKafka, type EmbeddedKafka } from '../../../local/services/embedded-kafka.ts';
import { startEmbeddedMongo, type EmbeddedMongo } from '../../../local/services/embedded-mongo.ts';

export type Server = 'mongod' | 'kafka';

/** A real mongod and a real Kafka that a test may kill. Addresses stay the same over a restart. */
export interface OwnServers {
  readonly mongodbUri: string;
  readonly kafkaBrokers: string;
  /** SIGKILL, by id; resolves once it is gone. */
  kill(server: Server): Promise<void>;
  /** Starts it again on the data it left. */
  restart(server: Server): Promise<void>;
  /** Ends both and removes their data. */
  stop(): Promise<void>;
}

const downloadsFolder = fileURLToPath(new URL('../../../.local', import.meta.url));

export async function startOwnServers(): Promise<OwnServers> {
  // Named by the process that started them: the next run of the integration tests ends what a killed one left.
  const folder = join(downloadsFolder, 'test-services', String(process.pid));
  await mkdir(folder, { recursive: true });
  const shared = { downloadsFolder, register: createProcessRegister(folder) };
  const startMongo = (preferredPort?: number): Promise<EmbeddedMongo> =>
    startEmbeddedMongo({ ...shared, ...port(preferredPort), dataFolder: join(folder, 'own-mongo') });
  const startKafka = (preferredPort?: number): Promise<EmbeddedKafka> =>
    startEmbeddedKafka({ ...shared, ...port(preferredPort), dataFolder: join(folder, 'own-kafka') });
  let [mongod, kafka] = await Promise.all([startMongo(), startKafka()]);
  return {
    mongodbUri: mongod.uri,
    kafkaBrokers: kafka.brokers,
    kill: async (server) => {
      const { pid, exited } = server === 'mongod' ? mongod : kafka;
      process.kill(pid, 'SIGKILL');
      await exited;
    },
    restart: async (server) => {
      if (server === 'mongod') mongod = samePort(await startMongo(mongod.port), mongod);
      else kafka = samePort(await startKafka(kafka.port), kafka);
    },
    stop: async () => {
      await Promise.all([mongod.stop(), kafka.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const port = (preferredPort: number | undefined) => (preferredPort === undefined ? {} : { preferredPort });

function samePort<T extends { readonly port: number }>(now: T, before: { readonly port: number }): T {
  if (now.port !== before.port) throw new Error(`port ${before.port} was taken during the restart`);
  return now;
}
