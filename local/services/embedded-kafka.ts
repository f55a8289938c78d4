import { resolve } from 'node:path';
import { findFreePort } from '../processes/free-port.ts';
import { startOnFreePort, type EmbeddedService, type EmbeddedServiceOptions } from './embedded-service.ts';
import { fetchKafkaJars } from './fetch-kafka-jars.ts';
import { kafkaClassArchive } from './kafka-class-archive.ts';
import { startKafkaProcess } from './kafka-process.ts';

export interface EmbeddedKafka extends EmbeddedService {
  /** `host:port`, for clients. */
  readonly brokers: string;
}

/** It ends cleanly within a second. */
const GRACE_MS = 3500;

/** A real Apache Kafka, one node in KRaft mode on 127.0.0.1, fetched on first use. */
export async function startEmbeddedKafka(options: EmbeddedServiceOptions): Promise<EmbeddedKafka> {
  const downloadsFolder = resolve(options.downloadsFolder);
  const jars = await fetchKafkaJars(downloadsFolder, options.progress);
  const jvmFlags = await kafkaClassArchive(downloadsFolder, jars);
  return startOnFreePort(async (attempt) => {
    const port = await findFreePort(attempt === 1 ? (options.preferredPort ?? null) : null);
    const controller = await findFreePort(port + 1);
    const kafka = await startKafkaProcess({
      folder: resolve(options.dataFolder),
      jars,
      ports: { broker: port, controller },
      jvmFlags,
      register: options.register,
      graceMs: GRACE_MS,
    });
    const { name, pid, exited } = kafka;
    return { name, pid, exited, stop: () => kafka.stop(), port, brokers: `127.0.0.1:${port}` };
  });
}
