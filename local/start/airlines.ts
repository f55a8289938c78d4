import { join } from 'node:path';
import { createLogger } from '#adapters/observability/logger.ts';
import { ENV } from '#contracts/names.ts';
import { HOSTED } from '../functions/hosted-function.ts';
import { createAdminHost, type AdminHost } from './admin-host.ts';
import { readAdminToken } from './admin-token.ts';
import { banner } from './banner.ts';
import type { DataFolder } from './data-folder.ts';
import { partEnvironment, type Environment } from './environment.ts';
import { openLogFile } from '../processes/log-file.ts';
import { createNotableLines } from './notable-lines.ts';
import { startNodePart, type NodePart } from './node-part.ts';
import type { StartOptions } from './options.ts';
import { startLufthansa } from './lufthansa.ts';
import { prepareServices } from './prepare-services.ts';
import { startProducer } from './producer.ts';
import { writeRuntimeFile, type RuntimeFile } from './runtime-file.ts';
import { chooseScheduleOrigin, type ScheduleOrigin } from './schedule-origin.ts';
import { startServices } from './services.ts';
import type { ServicesPlan } from './services-plan.ts';
import type { Shutdown } from './shutdown.ts';
import { ensureSite } from './site.ts';
import { startWeb, type Web } from './web.ts';

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

/** What runs, and what is still to be started once the page has been announced. */
export interface StartedAirlines {
  readonly runtime: RuntimeFile;
  readonly startInBackground: () => Promise<void>;
}

/**
 * Starts everything in the order in which the parts need each other: servers, schema and topics, the page with its APIs,
 * the functions that read the topic, and the producer last. What loads schedules can wait until somebody sees the map.
 */
export async function startAirlines(airlines: AirlinesOptions): Promise<StartedAirlines> {
  const { options, plan, data, downloadsFolder, shutdown } = airlines;
  const [services, siteFolder] = await Promise.all([
    startServices(plan, { data, downloadsFolder, onStarted: (part) => shutdown.add('servers', part) }),
    ensureSite(downloadsFolder, (line) => console.log(line)),
  ]);
  const env = partEnvironment(airlines.env, services);
  const { storedSource } = await prepareServices(env);
  const scheduleOrigin = chooseScheduleOrigin(env, storedSource);
  const adminToken = readAdminToken(data.path, env);
  const logger = createStartLogger(data);
  const admin = createAdminHost({
    ...{ adminToken: adminToken.value, notYet: describeNotYet(scheduleOrigin) },
    logger: logger.child({ function: 'admin-api' }),
  });
  const web = await startWeb({ ...options, siteFolder, env, admin: admin.handler, logger });
  shutdown.add('web', { ...web, stop: () => stopWeb(web, admin) });
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
  const { file: adminTokenFile } = adminToken;
  console.log(
    banner({
      runtime,
      options,
      origins,
      readsbUrl: env[ENV.readsbUrl],
      adminTokenFile,
      scheduleOrigin,
      dataSource: env[ENV.dataSource],
    }),
  );
  return {
    runtime,
    startInBackground: () => startLufthansa({ origin: scheduleOrigin, env, admin, data, shutdown }),
  };
}

const STARTING = { reason: 'what calls the Lufthansa API is only just starting', retryAfterMs: 10_000 };
const WITHOUT_CREDENTIALS = {
  reason: `without ${ENV.lufthansaClientId} and ${ENV.lufthansaClientSecret} the stored schedules are not renewed`,
  retryAfterMs: 3_600_000,
};

const describeNotYet = (origin: ScheduleOrigin) => (origin === 'nowhere' ? WITHOUT_CREDENTIALS : STARTING);

async function stopWeb(web: Web, admin: AdminHost): Promise<void> {
  await web.stop();
  await admin.close();
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
