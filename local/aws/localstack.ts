import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isJsonObject } from '#contracts/read.ts';
import { findFreePort } from '../processes/free-port.ts';
import { openLogFile } from '../processes/log-file.ts';
import { describeExit } from '../processes/process-exit.ts';
import { startProcess } from '../processes/supervised-process.ts';
import { composeProject } from '../start/docker-services.ts';
import { hasDockerEngine } from '../start/preflight.ts';
import { RefusalError } from '../start/refusal-error.ts';
import type { StartEmulator } from './emulator.ts';

const composeFile = fileURLToPath(new URL('../../localstack-compose.yml', import.meta.url));
/** The first time, the image is pulled. */
const READY_TIMEOUT_MS = 600_000;
const POLL_MS = 500;

/**
 * LocalStack in a container of localstack-compose.yml, which ends with this process. Its free image runs functions, and
 * has no HTTP or WebSocket APIs and no Scheduler that fires.
 */
export const startLocalstack: StartEmulator = async ({ data, preferredPort }) => {
  if (!(await hasDockerEngine())) {
    throw new RefusalError('LocalStack runs its functions as containers: start a Docker engine, or use MiniStack');
  }
  const port = await findFreePort(preferredPort);
  const log = openLogFile(join(data.logs, 'localstack.log'));
  const compose = startProcess({
    name: 'localstack',
    command: 'docker',
    args: [
      ...['compose', '--file', composeFile, '--project-name', composeProject(data.path), 'up'],
      ...['--abort-on-container-exit', '--timeout', '5', 'localstack'],
    ],
    env: { ...process.env, AIRLINES_LOCALSTACK_PORT: String(port) },
    register: data.register,
    graceMs: 8000,
    onLine: (line) => log.write(line),
  });
  void compose.exited.then(() => log.close());
  const endpoint = `http://127.0.0.1:${port}`;
  const failed = compose.exited.then((exit) => describeExit('localstack', exit));
  try {
    await untilHealthy(endpoint, failed);
  } catch (error) {
    await compose.stop();
    throw error;
  }
  return {
    name: 'localstack',
    endpoint,
    hasApis: false,
    leavesOut: ['Api', 'Observability'],
    addressForFunctions: inNetwork,
    failed,
    stop: () => compose.stop(),
  };
};

/**
 * Functions are containers in the network of the compose file, where MongoDB is called `mongo`. It names itself by this
 * machine's address, so they must not go looking for its replica set.
 */
export function inNetwork(address: string): string {
  return address.replace(
    /^mongodb:\/\/127\.0\.0\.1:(\d+)\/\?replicaSet=\w+$/,
    'mongodb://mongo:$1/?directConnection=true',
  );
}

async function untilHealthy(endpoint: string, failed: Promise<string>): Promise<void> {
  const ended = failed.then((reason): never => {
    throw new Error(reason);
  });
  for (let waitedMs = 0; waitedMs < READY_TIMEOUT_MS; waitedMs += POLL_MS) {
    if (await Promise.race([isHealthy(endpoint), ended])) return;
    await Promise.race([delay(POLL_MS), ended]);
  }
  throw new Error(`LocalStack wasn't ready after ${READY_TIMEOUT_MS / 60_000} minutes`);
}

async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/_localstack/health`, { signal: AbortSignal.timeout(POLL_MS * 4) });
    return response.ok && isJsonObject(await response.json());
  } catch {
    return false;
  }
}
