import { join } from 'node:path';
import { createLogger } from '#adapters/observability/logger.ts';
import { ENV } from '#contracts/names.ts';
import { openLogFile } from '../processes/log-file.ts';
import { createNotableLines } from '../start/notable-lines.ts';
import { startProducer } from '../start/producer.ts';
import { writeRuntimeFile, type RuntimeFile } from '../start/runtime-file.ts';
import { ensureSite } from '../start/site.ts';
import { deployAirlines } from './deploy-airlines.ts';
import { loadSchedules } from './load-schedules.ts';
import { prepare, type PrepareOptions } from './prepare.ts';
import { serve } from './serve.ts';
import { uploadSite } from './upload-site.ts';

/** What runs, and where. */
export interface LocalAws {
  readonly runtime: RuntimeFile;
  /** Address of the emulated AWS. */
  readonly endpoint: string;
  /** Names of what has been deployed, for people: stacks, in the order of the code. */
  readonly stackNames: readonly string[];
  readonly siteBucket: string;
}

const SITE_BUCKET = 'airlines-site';

/** Deploys Airlines to an emulated AWS and starts what surrounds it there; the producer comes last. */
export async function startLocalAws(
  options: PrepareOptions,
  say: (line: string) => void = () => undefined,
): Promise<LocalAws> {
  const { data, downloadsFolder, shutdown } = options;
  say(`Starting ${options.options.emulator}, MongoDB and Kafka, and synthesising the stacks`);
  const [prepared, siteFolder] = await Promise.all([prepare(options), ensureSite(downloadsFolder, say)]);
  const { endpoint } = prepared.emulator;
  say(`Deploying to ${endpoint}`);
  const deployed = await deployAirlines(prepared);
  await uploadSite({ endpoint, bucket: SITE_BUCKET, siteFolder });
  const logger = createLocalLogger(data.logs);
  const served = await serve({ prepared, deployed, siteFolder, shutdown, logger });
  shutdown.add('workers', startProducer(options.options, prepared.env, data));
  shutdown.add('workers', loadSchedules(prepared, deployed, logger));
  const runtime: RuntimeFile = {
    web: served.url,
    websocket: served.websocketUrl,
    mongodbUri: prepared.env[ENV.mongodbUri] ?? '',
    kafkaBrokers: prepared.env[ENV.kafkaBrokers] ?? '',
    pid: process.pid,
  };
  writeRuntimeFile(data.path, runtime);
  const { stackIds, stackName } = prepared.assembly;
  const deployedIds = stackIds.filter((id) => !prepared.emulator.leavesOut.includes(id));
  return { runtime, endpoint, stackNames: deployedIds.map(stackName), siteBucket: SITE_BUCKET };
}

function createLocalLogger(logs: string): ReturnType<typeof createLogger> {
  const file = openLogFile(join(logs, 'deploy-local.log'));
  const showNotable = createNotableLines('deploy:local', (line) => console.error(line));
  return createLogger({
    write: (text) => {
      const line = text.trimEnd();
      file.write(line);
      showNotable(line);
    },
  });
}
