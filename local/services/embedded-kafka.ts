import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findFreePort } from '../processes/free-port.ts';
import { describeExit, startProcess } from '../processes/supervised-process.ts';
import { startOnFreePort, type EmbeddedService, type EmbeddedServiceOptions } from './embedded-service.ts';
import { fetchKafkaJars } from './fetch-kafka-jars.ts';
import { kafkaLogging, kafkaProperties } from './kafka-files.ts';

export interface EmbeddedKafka extends EmbeddedService {
  /** `host:port`, for clients. */
  readonly brokers: string;
}

const READY_LINE = 'Kafka Server started';
const READY_TIMEOUT_MS = 60_000;
/** The broker ends cleanly within a second or two; what it has on disk survives a kill. */
const GRACE_MS = 3500;

/** `java` of JAVA_HOME where that is set. */
export function javaCommand(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const home = env['JAVA_HOME'];
  return home === undefined || home === '' ? 'java' : join(home, 'bin', 'java');
}

/**
 * A real Apache Kafka, one node in KRaft mode on 127.0.0.1, fetched on first use.
 *
 * Layout of the data folder: `server.properties`, `log4j2.properties`, `logs/`, `log-dirs/` (the topics) and
 * `formatted`, which says that `log-dirs` was formatted to the end.
 */
export async function startEmbeddedKafka(options: EmbeddedServiceOptions): Promise<EmbeddedKafka> {
  const jars = await fetchKafkaJars(options.downloadsFolder);
  const folder = resolve(options.dataFolder);
  await mkdir(join(folder, 'logs'), { recursive: true });
  await writeFile(join(folder, 'log4j2.properties'), kafkaLogging(join(folder, 'logs', 'kafka.log')));
  return startOnFreePort(async (attempt) => {
    const port = await findFreePort(attempt === 1 ? (options.preferredPort ?? null) : null);
    let controller = port;
    while (controller === port) controller = await findFreePort(null);
    await writeFile(
      join(folder, 'server.properties'),
      kafkaProperties({ broker: port, controller }, join(folder, 'log-dirs')),
    );
    await formatOnce(folder, jars);
    return launch(folder, jars, port, options);
  });
}

const classPath = (jars: string): string => `${resolve(jars)}/*`;

async function formatOnce(folder: string, jars: string): Promise<void> {
  const marker = join(folder, 'formatted');
  if (existsSync(marker)) return;
  await rm(join(folder, 'log-dirs'), { recursive: true, force: true });
  const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A');
  const tool = startProcess({
    name: 'kafka-format',
    command: javaCommand(),
    args: [
      ...['-Xmx128m', '-XX:TieredStopAtLevel=1', '-cp', classPath(jars), 'kafka.tools.StorageTool', 'format'],
      ...['-t', clusterId, '-c', join(folder, 'server.properties')],
    ],
  });
  const exit = await tool.exited;
  if (exit.code !== 0) throw new Error(describeExit("Formatting Kafka's storage", exit));
  await writeFile(marker, `${clusterId}\n`);
}

async function launch(
  folder: string,
  jars: string,
  port: number,
  { register }: EmbeddedServiceOptions,
): Promise<EmbeddedKafka> {
  const kafka = startProcess({
    name: 'kafka',
    command: javaCommand(),
    args: [
      ...['-Xms128m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true'],
      `-Dlog4j2.configurationFile=${pathToFileURL(join(folder, 'log4j2.properties')).href}`,
      ...['-cp', classPath(jars), 'kafka.Kafka', join(folder, 'server.properties')],
    ],
    graceMs: GRACE_MS,
    register,
  });
  try {
    await kafka.whenLine((line) => line.includes(READY_LINE), READY_TIMEOUT_MS);
  } catch (error) {
    await kafka.stop();
    throw error;
  }
  return {
    name: 'kafka',
    pid: kafka.pid,
    exited: kafka.exited,
    stop: () => kafka.stop(),
    port,
    brokers: `127.0.0.1:${port}`,
  };
}
