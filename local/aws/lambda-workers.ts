import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identifyProcess, isSameProcessAlive, type ProcessIdentity } from '../processes/process-identity.ts';

const GRACE_MS = 2000;
const POLL_MS = 25;
/** What MiniStack calls the folders of its workers. */
const PREFIX = 'ministack-lambda-';

/**
 * Ends the Node processes in which MiniStack ran functions, which it leaves behind when it ends. They are known by their
 * command line: the worker's file is in the temporary folder that only this emulator has.
 * @returns how many there were
 */
export async function endLambdaWorkers(temporaryFolder: string): Promise<number> {
  const workers = await findLambdaWorkers(temporaryFolder);
  signal(workers, 'SIGTERM');
  for (let waitedMs = 0; waitedMs < GRACE_MS && workers.some(isSameProcessAlive); waitedMs += POLL_MS) {
    await delay(POLL_MS);
  }
  signal(workers, 'SIGKILL');
  while (workers.some(isSameProcessAlive)) await delay(POLL_MS);
  return workers.length;
}

/** The processes whose program is a worker's file in this folder. */
export async function findLambdaWorkers(temporaryFolder: string): Promise<ProcessIdentity[]> {
  const file = resolve(temporaryFolder, PREFIX);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [, ...args] = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
      return args.some((arg) => arg.startsWith(file)) ? identifyProcess(Number(pid)) : null;
    }),
  );
  return found.filter((identity) => identity !== null);
}

function signal(workers: readonly ProcessIdentity[], name: NodeJS.Signals): void {
  for (const worker of workers.filter(isSameProcessAlive)) {
    try {
      process.kill(worker.pid, name);
    } catch (error) {
      const endedMeanwhile = error instanceof Error && 'code' in error && error.code === 'ESRCH';
      if (!endedMeanwhile) throw error;
    }
  }
}
