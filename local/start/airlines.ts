import { join } from 'node:path';
import { createLogger } from '#adapters/observability/logger.ts';
import { ENV } from '#contracts/names.ts';
import { HOSTED } from '../functions/hosted-function.ts';
import { banner } from './banner.ts';
import type { DataFolder } from './data-folder.ts';
import { partEnvironment, type Environment } from './environment.ts';
import { openLogFile } from '../processes/log-file.ts';
import { createNotableLines } from './notable-lines.ts';
import { startNodePart, type NodePart } from './node-part.ts';
import type { StartOptions } from './options.ts';
import { prepareServices } from './prepare-services.ts';
import { startProducer } from './producer.ts';
import { writeRuntimeFile, type RuntimeFile } from './runtime-file.ts';
import { startServices } from './services.ts';
import type { ServicesPlan } from './services-plan.ts';
import type { Shutdown } from './shutdown.ts';
import { ensureSite } from './site.ts';
import { startWeb } from './web.ts';

export interface AirlinesOptions {
  readonly options: StartOptions;
  readonly plan: ServicesPlan;
  readonly data: DataFolder;
  /** Where fetched programs are kept. */
  readonly downloadsFolder: string;
  readonly env: Environment;
  /** Gets every part as soon as it runs, so that a failure in between leaves nothing behind. */
  readonly shutdown: Shutdown;
}

const FUNCTIONS = ['position-store', 'position-broadcast', 'position-compaction'] as const;
const HOSTED_TIMEOUT_MS = 60_000;

/**
 * Starts everything in the order in which the parts need each other: servers, schema and topics, the page with its APIs,
 * the functions that read the topic, and the producer last.
 */
export async function startAirlines(airlines: AirlinesOptions): Promise<RuntimeFile> {
  const { options, plan, data, downloadsFolder, shutdown } = airlines;
  const [services, siteFolder] = await Promise.all([
    startServices(plan, { data, downloadsFolder, onStarted: (part) => shutdown.add('servers', part) }),
    ensureSite(downloadsFolder, (line) => console.log(line)),
  ]);
  const env = partEnvironment(airlines.env, services);
  await prepareServices(env);
  const web = await startWeb({ ...options, siteFolder, env, logger: createStartLogger(data) });
  shutdown.add('web', web);
  const functions = startFunctions({ ...env, [ENV.websocketEndpoint]: web.managementEndpoint }, data);
  for (const part of functions) shutdown.add('workers', part);
  await Promise.all(functions.map((part) => part.whenLine((line) => line.includes(HOSTED), HOSTED_TIMEOUT_MS)));
  shutdown.add('workers', startProducer(options, env, data));
  const runtime: RuntimeFile = {
    web: web.url,
    websocket: web.websocketUrl,
    mongodbUri: services.mongodbUri,
    kafkaBrokers: services.kafkaBrokers,
    pid: process.pid,
  };
  writeRuntimeFile(data.path, runtime);
  const origins = { mongodb: plan.mongodb.origin, kafka: plan.kafka.origin };
  console.log(banner({ runtime, options, origins, readsbUrl: env[ENV.readsbUrl] }));
  return runtime;
}

function startFunctions(env: Environment, data: DataFolder): NodePart[] {
  return FUNCTIONS.map((name) =>
    startNodePart({ name, entry: 'local/functions/main.ts', args: [name], env, data, graceMs: 3000 }),
  );
}

function createStartLogger(data: DataFolder): ReturnType<typeof createLogger> {
  const file = openLogFile(join(data.logs, 'web.log'));
  const showNotable = createNotableLines('web', (line) => console.error(line));
  return createLogger({
    write: (text) => {
      const line = text.trimEnd();
      file.write(line);
      showNotable(line);
    },
  });
}
