import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProcessRegister } from '../processes/process-register.ts';
import { describeExit } from '../processes/process-exit.ts';
import { startProcess, type SupervisedProcess } from '../processes/supervised-process.ts';
import { javaCommand } from './java-command.ts';
import { kafkaLogging, kafkaProperties, type KafkaPorts } from './kafka-files.ts';

export interface KafkaProcessOptions {
  /**
   * Absolute path of its data: `server.properties`, `log4j2.properties`, `logs/`, `log-dirs/` (the topics) and
   * `formatted`, which says that `log-dirs` was formatted to the end.
   */
  readonly folder: string;
  readonly jars: string;
  readonly ports: KafkaPorts;
  /** Further flags of the virtual machine. */
  readonly jvmFlags: readonly string[];
  readonly register?: ProcessRegister | undefined;
  /** Time between SIGTERM and SIGKILL; what it has on disk survives a kill. */
  readonly graceMs: number;
}

const READY_LINE = 'Kafka Server started';
const READY_TIMEOUT_MS = 60_000;

/** Starts Kafka on a folder that is formatted on first use; resolves once it is ready. */
export async function startKafkaProcess(options: KafkaProcessOptions): Promise<SupervisedProcess> {
  const { folder, ports, jvmFlags } = options;
  const logging = join(folder, 'log4j2.properties');
  await mkdir(join(folder, 'logs'), { recursive: true });
  await writeFile(logging, kafkaLogging(join(folder, 'logs', 'kafka.log')));
  await writeFile(join(folder, 'server.properties'), kafkaProperties(ports, join(folder, 'log-dirs')));
  await formatOnce(options);
  const kafka = startProcess({
    name: 'kafka',
    command: javaCommand(),
    args: [
      ...['-Xms128m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true'],
      ...[...jvmFlags, `-Dlog4j2.configurationFile=${pathToFileURL(logging).href}`],
      ...['-cp', classPath(options), 'kafka.Kafka', join(folder, 'server.properties')],
    ],
    graceMs: options.graceMs,
    register: options.register,
  });
  try {
    await kafka.whenLine((line) => line.includes(READY_LINE), READY_TIMEOUT_MS);
  } catch (error) {
    await kafka.stop();
    throw error;
  }
  return kafka;
}

const classPath = ({ jars }: KafkaProcessOptions): string => `${resolve(jars)}/*`;

async function formatOnce(options: KafkaProcessOptions): Promise<void> {
  const { folder, jvmFlags } = options;
  const marker = join(folder, 'formatted');
  if (existsSync(marker)) return;
  await rm(join(folder, 'log-dirs'), { recursive: true, force: true });
  const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A');
  const tool = startProcess({
    name: 'kafka-format',
    command: javaCommand(),
    args: [
      ...['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', ...jvmFlags, '-cp', classPath(options)],
      ...['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', join(folder, 'server.properties')],
    ],
    register: options.register,
  });
  const exit = await tool.exited;
  if (exit.code !== 0) throw new Error(describeExit("Formatting Kafka's storage", exit));
  await writeFile(marker, `${clusterId}\n`);
}
