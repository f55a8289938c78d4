import { describeExit } from '../processes/supervised-process.ts';
import { startEmbeddedKafka } from '../services/embedded-kafka.ts';
import { startEmbeddedMongo } from '../services/embedded-mongo.ts';
import type { EmbeddedService } from '../services/embedded-service.ts';
import type { DataFolder } from './data-folder.ts';
import { startDockerServices } from './docker-services.ts';
import type { Part } from './part.ts';
import type { ServicesPlan } from './services-plan.ts';

export interface Services {
  readonly mongodbUri: string;
  readonly kafkaBrokers: string;
  readonly parts: readonly Part[];
}

export const MONGO_PORT = 27_017;
export const KAFKA_PORT = 9092;

/** Starts what the plan says; what was started before a failure is stopped again. */
export async function startServices(plan: ServicesPlan, data: DataFolder, downloadsFolder: string): Promise<Services> {
  const { register } = data;
  const dockered = await startDockerServices({
    mongo: plan.mongodb.origin === 'docker',
    kafka: plan.kafka.origin === 'docker',
    data,
    preferredPorts: { mongo: MONGO_PORT, kafka: KAFKA_PORT },
  });
  const started = await Promise.allSettled([
    plan.mongodb.origin === 'embedded'
      ? startEmbeddedMongo({
          ...{ dataFolder: data.mongo, downloadsFolder, register, preferredPort: MONGO_PORT },
          ...(plan.python === null ? {} : { python: plan.python }),
        })
      : null,
    plan.kafka.origin === 'embedded'
      ? startEmbeddedKafka({ dataFolder: data.kafka, downloadsFolder, register, preferredPort: KAFKA_PORT })
      : null,
  ]);
  const running = started.flatMap((result) => (result.status === 'fulfilled' && result.value ? [result.value] : []));
  const parts = [...dockered.parts, ...running.map(partOf)];
  const failure = started.find((result) => result.status === 'rejected');
  if (failure !== undefined) {
    await Promise.all(parts.map((part) => part.stop()));
    throw failure.reason;
  }
  const [mongo, kafka] = started.map((result) => (result.status === 'fulfilled' ? result.value : null));
  return {
    mongodbUri: plan.mongodb.uri ?? dockered.mongodbUri ?? (mongo && 'uri' in mongo ? mongo.uri : ''),
    kafkaBrokers: plan.kafka.brokers ?? dockered.kafkaBrokers ?? (kafka && 'brokers' in kafka ? kafka.brokers : ''),
    parts,
  };
}

function partOf(service: EmbeddedService): Part {
  const { name } = service;
  return { name, failed: service.exited.then((exit) => describeExit(name, exit)), stop: () => service.stop() };
}
