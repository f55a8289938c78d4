import { describeExit } from '../processes/process-exit.ts';
import { createProgress } from '../services/download-progress.ts';
import { startEmbeddedKafka } from '../services/embedded-kafka.ts';
import { startEmbeddedMongo } from '../services/embedded-mongo.ts';
import type { EmbeddedService } from '../services/embedded-service.ts';
import type { DataFolder } from './data-folder.ts';
import { startDockerServices } from './docker-services.ts';
import type { Part } from './part.ts';
import type { ServicesPlan } from './services-plan.ts';

/** Taken where they are free: the defaults of both servers, and of localstack-compose.yml. */
export const SERVICE_PORTS = { mongo: 27_017, kafka: 9092 } as const;

export interface StartServicesOptions {
  readonly data: DataFolder;
  /** Where fetched programs are kept. */
  readonly downloadsFolder: string;
  readonly onStarted: (part: Part) => void;
}

export interface Services {
  readonly mongodbUri: string;
  readonly kafkaBrokers: string;
}

/** Starts what the plan says. Each server is handed over as soon as it runs, also when another one fails. */
export async function startServices(
  plan: ServicesPlan,
  { data, downloadsFolder, onStarted }: StartServicesOptions,
): Promise<Services> {
  const shared = { downloadsFolder, register: data.register, progress: createProgress() };
  const started = async <T extends EmbeddedService>(starting: Promise<T>): Promise<T> => {
    const service = await starting;
    onStarted(partOf(service));
    return service;
  };
  const [dockered, mongo, kafka] = await Promise.all([
    startDockerServices({
      ...{ mongo: plan.mongodb.origin === 'docker', kafka: plan.kafka.origin === 'docker' },
      ...{ data, onStarting: onStarted, preferredPorts: SERVICE_PORTS },
    }),
    plan.mongodb.origin === 'embedded'
      ? started(
          startEmbeddedMongo({
            ...{ ...shared, dataFolder: data.mongo, preferredPort: SERVICE_PORTS.mongo },
            python: plan.python ?? undefined,
          }),
        )
      : null,
    plan.kafka.origin === 'embedded'
      ? started(startEmbeddedKafka({ ...shared, dataFolder: data.kafka, preferredPort: SERVICE_PORTS.kafka }))
      : null,
  ]);
  return {
    mongodbUri: plan.mongodb.uri ?? dockered.mongodbUri ?? mongo?.uri ?? '',
    kafkaBrokers: plan.kafka.brokers ?? dockered.kafkaBrokers ?? kafka?.brokers ?? '',
  };
}

function partOf(service: EmbeddedService): Part {
  const { name } = service;
  return { name, failed: service.exited.then((exit) => describeExit(name, exit)), stop: () => service.stop() };
}
