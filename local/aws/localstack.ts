import { isIPv4 } from 'node:net';
import { isJsonObject, parseJsonObject } from '#contracts/read.ts';
import { findFreePort } from '../processes/free-port.ts';
import { describeExit } from '../processes/process-exit.ts';
import { composeDown, composeProject, composeUp, untilReady } from '../start/compose.ts';
import { hasDockerEngine, probeCommand } from '../start/preflight.ts';
import { RefusalError } from '../start/refusal-error.ts';
import { containerAddress } from './container-address.ts';
import type { StartEmulator } from './emulator.ts';
import { createMachineRelay } from './machine-relay.ts';

const HEALTH_TIMEOUT_MS = 2000;

/**
 * LocalStack in a container of localstack-compose.yml, empty, which ends with this process. Its free image runs functions,
 * each in a container beside it; its HTTP and WebSocket APIs and its Scheduler are there in name only.
 */
export const startLocalstack: StartEmulator = async ({ data, preferredPort }) => {
  if (!(await hasDockerEngine())) {
    throw new RefusalError('LocalStack runs its functions as containers: start a Docker engine, or use MiniStack');
  }
  const project = projectOf(data.path);
  const port = await findFreePort(preferredPort);
  const endpoint = `http://127.0.0.1:${port}`;
  await composeDown(project);
  const compose = composeUp({
    name: 'localstack',
    log: 'localstack.log',
    project,
    services: ['localstack'],
    data,
    variables: { AIRLINES_LOCALSTACK_PORT: String(port) },
  });
  const stop = async (): Promise<void> => {
    await composeDown(project);
    await compose.stop();
  };
  try {
    await untilReady(compose, 'LocalStack', () => requireHealth(endpoint));
    const host = await gatewayOf(`${project}_default`);
    const relay = createMachineRelay(host);
    return {
      name: 'localstack',
      endpoint,
      hasApis: false,
      leavesOut: [],
      addressForFunctions: (address) => containerAddress(address, { relay, host }),
      failed: compose.exited.then((exit) => describeExit(compose.name, exit)),
      stop: async () => {
        await stop();
        await relay.close();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Removes what a command that was killed has left of LocalStack. Where there is no engine, there is nothing. */
export async function removeLocalstack(dataFolder: string): Promise<void> {
  if (await hasDockerEngine()) await composeDown(projectOf(dataFolder));
}

/** A project of its own: two that start at once in one would both make its network. */
const projectOf = (dataFolder: string): string => `${composeProject(dataFolder)}-aws`;

/** Path by which LocalStack tells that it is up; the health check of its container asks for the same. */
export const HEALTH_PATH = '/_localstack/health';

async function requireHealth(endpoint: string): Promise<void> {
  const response = await fetch(`${endpoint}${HEALTH_PATH}`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
  const { services } = parseJsonObject(await response.text());
  if (!response.ok || !isJsonObject(services)) throw new Error(`its health is ${response.status}`);
}

/** This machine's own address on a network of containers, by which they reach it. */
async function gatewayOf(network: string): Promise<string> {
  const format = '{{range .IPAM.Config}}{{.Gateway}} {{end}}';
  const answer = await probeCommand('docker', ['network', 'inspect', network, '--format', format]);
  const gateway = (answer ?? '').split(/\s+/).find((word) => isIPv4(word));
  if (gateway === undefined) throw new Error(`the network ${network} of the containers has no gateway`);
  return gateway;
}
