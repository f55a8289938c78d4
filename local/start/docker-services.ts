import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { findFreePort } from '../processes/free-port.ts';
import { describeExit } from '../processes/process-exit.ts';
import { becomePrimary, REPLICA_SET } from '../services/replica-set.ts';
import { composeDown, composeProject, composeUp, untilReady } from './compose.ts';
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

/**
 * Runs the wanted services of localstack-compose.yml in the foreground of a child process of ours: the containers end
 * with it, and it ends when one of them does.
 */
export async function startDockerServices(options: DockerServicesOptions): Promise<DockerServices> {
  const { mongo, kafka, data, preferredPorts } = options;
  if (!mongo && !kafka) return { mongodbUri: null, kafkaBrokers: null };
  const mongoPort = await findFreePort(preferredPorts.mongo);
  const kafkaPort = await findFreePort(preferredPorts.kafka);
  const compose = composeUp({
    ...{ name: 'docker compose', log: 'docker.log', project: composeProject(data.path), data },
    services: [...(mongo ? ['mongo'] : []), ...(kafka ? ['kafka'] : [])],
    variables: { AIRLINES_MONGO_PORT: String(mongoPort), AIRLINES_KAFKA_PORT: String(kafkaPort) },
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
  await composeDown(composeProject(dataFolder));
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
