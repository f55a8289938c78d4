import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from '../processes/exclusive-lock.ts';
import { createProcessRegister, endLeftoverProcesses, type ProcessRegister } from '../processes/process-register.ts';
import { readRuntimeFile, removeRuntimeFile } from './runtime-file.ts';
import { RefusalError } from './refusal-error.ts';

/** The data folder, held by this start alone. */
export interface DataFolder {
  readonly path: string;
  readonly mongo: string;
  readonly kafka: string;
  readonly logs: string;
  /** Children of this run, found again by the next one if this one is killed. */
  readonly register: ProcessRegister;
  /** Names of processes of an earlier run that were still there and have been ended. */
  readonly ended: readonly string[];
  /** Removes the data of earlier runs. Fetched programs stay, and so does what is in servers that were named. */
  clear(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the folder and ends what a killed run left behind. The lock is the kernel's, so that neither a stale file nor a
 * process that got an old id can be mistaken for a start that runs.
 * @throws RefusalError
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
  await mkdir(path, { recursive: true });
  const held = await tryLock(path, 'start');
  if (held === null) throw new RefusalError(describeRunning(path));
  removeRuntimeFile(path);
  const ended = await endLeftoverProcesses(path);
  const folders = { mongo: join(path, 'mongo-data'), kafka: join(path, 'kafka-data'), logs: join(path, 'logs') };
  await mkdir(folders.logs, { recursive: true });
  // Also when the process is ended before it could release the folder.
  const onExit = (): void => removeRuntimeFile(path);
  process.once('exit', onExit);
  return {
    path,
    ...folders,
    register: createProcessRegister(path),
    ended,
    clear: async () => {
      await Promise.all(Object.values(folders).map((folder) => rm(folder, { recursive: true, force: true })));
      await mkdir(folders.logs, { recursive: true });
    },
    release: async () => {
      process.off('exit', onExit);
      removeRuntimeFile(path);
      await held.release();
    },
  };
}

function describeRunning(path: string): string {
  const running = readRuntimeFile(path);
  const where = running === null ? 'it is just starting' : `${running.web} (process ${running.pid})`;
  return `Airlines already runs on the data folder ${path}: ${where}. Stop it first, or use another --data`;
}
