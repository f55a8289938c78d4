import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { findFreePort } from '../processes/free-port.ts';
import { describeExit } from '../processes/process-exit.ts';
import { startProcess, type SupervisedProcess } from '../processes/supervised-process.ts';
import { becomePrimary, REPLICA_SET } from '../services/replica-set.ts';
import type { DataFolder } from './data-folder.ts';
import type { Part } from './part.ts';

export interface DockerServicesOptions {
  readonly mongo: boolean;
  readonly kafka: boolean;
  readonly data: DataFolder;
  /** Gets the containers' process at once, so that a stop while they are starting ends them too. */
  readonly onStarting: (part: Part) => void;
  readonly preferredPorts: { readonly mongo: number; readonly kafka: number };
}

export interface DockerServices {
  readonly mongodbUri: string | null;
  readonly kafkaBrokers: string | null;
}

const composeFile = fileURLToPath(new URL('../../localstack-compose.yml', import.meta.url));
/** The first time, images are pulled. */
const READY_TIMEOUT_MS = 600_000;
const POLL_MS = 500;

/** A name for the containers and volumes of one data folder. */
export function composeProject(dataFolder: string): string {
  return `airlines-${createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 12)}`;
}

/**
 * Runs the wanted services of localstack-compose.yml in the foreground of a child process of ours: the containers end
 * with it, and it ends when one of them does.
 */
export async function startDockerServices(options: DockerServicesOptions): Promise<DockerServices> {
  const { mongo, kafka, data, preferredPorts } = options;
  if (!mongo && !kafka) return { mongodbUri: null, kafkaBrokers: null };
  const mongoPort = await findFreePort(preferredPorts.mongo);
  const kafkaPort = await findFreePort(preferredPorts.kafka);
  const log = createWriteStream(join(data.logs, 'docker.log'));
  const compose = startProcess({
    name: 'docker compose',
    command: 'docker',
    args: [
      ...['compose', '--file', composeFile, '--project-name', composeProject(data.path), 'up'],
      ...['--abort-on-container-exit', '--timeout', '5', ...(mongo ? ['mongo'] : []), ...(kafka ? ['kafka'] : [])],
    ],
    env: { ...process.env, AIRLINES_MONGO_PORT: String(mongoPort), AIRLINES_KAFKA_PORT: String(kafkaPort) },
    register: data.register,
    graceMs: 8000,
    onLine: (line) => void log.write(`${line}\n`),
  });
  options.onStarting({
    name: compose.name,
    failed: compose.exited.then((exit) => describeExit(compose.name, exit)),
    stop: () => compose.stop(),
  });
  const kafkaBrokers = `127.0.0.1:${kafkaPort}`;
  await Promise.all([
    mongo ? untilReady(compose, 'MongoDB', () => becomePrimary(mongoPort)) : null,
    kafka ? untilReady(compose, 'Kafka', () => answers(kafkaBrokers)) : null,
  ]);
  return {
    mongodbUri: mongo ? `mongodb://127.0.0.1:${mongoPort}/?replicaSet=${REPLICA_SET}` : null,
    kafkaBrokers: kafka ? kafkaBrokers : null,
  };
}

/** Removes the containers and volumes of a data folder. */
export async function resetDockerServices(dataFolder: string): Promise<void> {
  const down = startProcess({
    name: 'docker compose down',
    command: 'docker',
    args: ['compose', '--file', composeFile, '--project-name', composeProject(dataFolder), 'down', '--volumes'],
  });
  const exit = await down.exited;
  if (exit.code !== 0) throw new Error(describeExit(down.name, exit));
}

async function answers(brokers: string): Promise<void> {
  const admin = createKafkaClient({ brokers: [brokers], clientId: 'airlines-start', retry: { retries: 0 } }).admin();
  try {
    await admin.connect();
    await admin.describeCluster();
  } finally {
    await admin.disconnect();
  }
}

async function untilReady(compose: SupervisedProcess, what: string, attempt: () => Promise<void>): Promise<void> {
  const ended = compose.exited.then((exit): never => {
    throw new Error(describeExit(compose.name, exit));
  });
  let last: unknown;
  for (let waitedMs = 0; waitedMs < READY_TIMEOUT_MS; waitedMs += POLL_MS) {
    const answered = attempt().then(
      () => true,
      (error: unknown) => {
        last = error;
        return false;
      },
    );
    if (await Promise.race([answered, ended])) return;
    await Promise.race([delay(POLL_MS), ended]);
  }
  throw new Error(`${what} in its container wasn't ready after ${READY_TIMEOUT_MS / 60_000} minutes`, { cause: last });
}
