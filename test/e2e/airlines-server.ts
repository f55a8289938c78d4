import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess, type SupervisedProcess } from '../../local/processes/supervised-process.ts';
import { FEW_SCHEDULES } from '../fixtures/few-schedules.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const READY_TIMEOUT_MS = 150_000;

/** All of Airlines on this machine, as `npm start` runs it, with a folder of its own. */
export interface AirlinesServer {
  /** `http://127.0.0.1:<port>`, the same after a restart. */
  readonly url: string;
  /** Folder with its data and logs. */
  readonly dataFolder: string;
  /** The process of `npm start`; 0 while it is halted. */
  readonly pid: number;
  /** Ends it and everything it started; the data stays. */
  halt(): Promise<void>;
  /** Starts it again on the same port and data. */
  resume(): Promise<void>;
  /** Ends it for good and deletes its data. */
  stop(): Promise<void>;
}

export interface AirlinesServerOptions {
  /** Further arguments of `npm start`. @default ['--aircraft', '150'] */
  readonly args?: readonly string[];
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts it on a free port with servers of its own and waits until a client has seen an aircraft. */
export async function startAirlines({
  args = ['--aircraft', '150'],
  env = {},
}: AirlinesServerOptions = {}): Promise<AirlinesServer> {
  await mkdir(join(root, '.local'), { recursive: true });
  const dataFolder = await mkdtemp(join(root, '.local', 'test-e2e-'));
  let running: SupervisedProcess | null = null;

  async function launch(port: string): Promise<string> {
    const lines: string[] = [];
    running = startProcess({
      name: 'npm start',
      command: process.execPath,
      args: ['local/start.ts', '--port', port, '--data', dataFolder, '--services', 'embedded', ...args],
      env: { ...process.env, MONGODB_URI: '', KAFKA_BROKERS: '', ...FEW_SCHEDULES, ...env },
      cwd: root,
      onLine: (line) => lines.push(line),
    });
    try {
      const ready = await running.whenLine((line) => line.startsWith('Ready: '), READY_TIMEOUT_MS);
      return /http:\/\/[\w.]+:\d+/.exec(ready)?.[0] ?? '';
    } catch (cause) {
      await running.stop();
      throw new Error(`npm start is not ready:\n${lines.slice(-40).join('\n')}`, { cause });
    }
  }

  async function halt(): Promise<void> {
    await running?.stop();
    running = null;
  }

  const url = await launch('0').catch(async (error: unknown) => {
    await rm(dataFolder, { recursive: true, force: true });
    throw error;
  });
  return {
    url,
    dataFolder,
    get pid() {
      return running?.pid ?? 0;
    },
    halt,
    async resume() {
      await launch(new URL(url).port);
    },
    async stop() {
      await halt();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
