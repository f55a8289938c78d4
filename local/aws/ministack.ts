import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { findFreePort } from '../processes/free-port.ts';
import { openLogFile } from '../processes/log-file.ts';
import { describeExit } from '../processes/process-exit.ts';
import { startProcess } from '../processes/supervised-process.ts';
import { startOnFreePort } from '../services/embedded-service.ts';
import { fetchMinistack } from '../services/fetch-ministack.ts';
import { checkMachine } from '../start/preflight.ts';
import { RefusalError } from '../start/refusal-error.ts';
import { cleanEnvironment, EMULATED_ACCOUNT } from './emulated-account.ts';
import type { Emulator, EmulatorOptions, StartEmulator } from './emulator.ts';
import { endLambdaWorkers } from './lambda-workers.ts';

const READY_TIMEOUT_MS = 60_000;
const GRACE_MS = 3000;

/**
 * MiniStack, fetched on first use: an AWS in one process on 127.0.0.1, whose functions run in Node processes of this
 * machine. All that it keeps is in memory and in `<data>/aws`, and gone when it ends.
 */
export const startMinistack: StartEmulator = async (options) => {
  const python = await pythonOf();
  const modules = await fetchMinistack({ downloadsFolder: resolve(options.downloadsFolder), python });
  const folder = resolve(options.data.path, 'aws');
  await endLambdaWorkers(join(folder, 'tmp'));
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'tmp'), { recursive: true });
  await prepareNode(folder);
  return startOnFreePort(async (attempt) => {
    const port = await findFreePort(attempt === 1 ? options.preferredPort : null);
    return launch({ ...options, python, modules, folder, port });
  });
};

/**
 * Its workers are CommonJS in files called .js, whatever project the folder lies in. They load a function by `require()`, or
 * by `import()` where Node refuses that with the code of old; only then may a function await something at its top level.
 */
async function prepareNode(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  const node = join(folder, 'bin', 'node');
  await mkdir(join(folder, 'bin'));
  await writeFile(node, `#!/bin/sh\nexec '${process.execPath}' --no-experimental-require-module "$@"\n`);
  await chmod(node, 0o755);
}

async function pythonOf(): Promise<string> {
  const { python } = await checkMachine({ java: false, maven: false, python: true, engine: false });
  if (python !== null) return python;
  throw new RefusalError(
    'MiniStack, the emulated AWS, runs on Python 3.11 or newer with pip, and none was found: install it ' +
      '(apt-get install python3 python3-pip)',
  );
}

interface Launch extends EmulatorOptions {
  readonly python: string;
  readonly modules: string;
  readonly folder: string;
  readonly port: number;
}

async function launch({ data, python, modules, folder, port }: Launch): Promise<Emulator> {
  const log = openLogFile(join(data.logs, 'ministack.log'));
  const server = startProcess({
    name: 'ministack',
    command: python,
    args: ['-m', 'ministack'],
    env: settingsOf(modules, folder, port),
    cwd: folder,
    register: data.register,
    graceMs: GRACE_MS,
    onLine: (line) => log.write(line),
  });
  void server.exited.then(() => log.close());
  const stop = async (): Promise<void> => {
    await server.stop();
    await endLambdaWorkers(join(folder, 'tmp'));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const line = await server.whenLine((text) => isReady(text) || isPortTaken(text), READY_TIMEOUT_MS);
    if (isPortTaken(line)) throw new Error(`ministack: address already in use: ${port}`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    name: 'ministack',
    endpoint: `http://127.0.0.1:${port}`,
    hasApis: true,
    // It knows no alarms on expressions.
    leavesOut: ['Observability'],
    // Its functions are processes of this machine.
    addressForFunctions: (address) => address,
    failed: server.exited.then((exit) => describeExit('ministack', exit)),
    stop,
  };
}

/** Without BIND_HOST it would listen on every address of the machine. */
function settingsOf(modules: string, folder: string, port: number): Readonly<Record<string, string>> {
  const environment = cleanEnvironment(folder);
  return {
    ...environment,
    PATH: [join(folder, 'bin'), environment['PATH']].join(delimiter),
    PYTHONPATH: modules,
    BIND_HOST: '127.0.0.1',
    MINISTACK_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_REGION: EMULATED_ACCOUNT.region,
    MINISTACK_ACCOUNT_ID: EMULATED_ACCOUNT.accountId,
    S3_DATA_DIR: join(folder, 's3'),
    STATE_DIR: join(folder, 'state'),
    SFTP_ENABLED: '0',
    IOT_MTLS_ENABLED: '0',
  };
}

const isReady = (line: string): boolean => line.includes('Running on http://');
const isPortTaken = (line: string): boolean => line.includes('is already in use');
