import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isJsonObject } from '#contracts/read.ts';
import { identifyProcess, isSameProcessAlive, type ProcessIdentity } from './process-identity.ts';

export interface RegisteredProcess extends ProcessIdentity {
  readonly name: string;
}

/** The child processes of a run, written down in the data folder so that the next run finds those that outlived it. */
export interface ProcessRegister {
  /** Records a child right after it was spawned; synchronous, so that nothing can come in between. */
  add(name: string, pid: number): void;
  remove(pid: number): void;
}

const fileOf = (folder: string): string => join(folder, 'processes.json');

export function createProcessRegister(folder: string): ProcessRegister {
  const running = new Map<number, RegisteredProcess>();
  mkdirSync(folder, { recursive: true });
  const save = (): void => {
    const file = fileOf(folder);
    if (running.size === 0) {
      rmSync(file, { force: true });
      return;
    }
    writeFileSync(`${file}.new`, JSON.stringify([...running.values()], null, 1));
    renameSync(`${file}.new`, file);
  };
  return {
    add(name, pid) {
      const identity = identifyProcess(pid);
      if (identity === null) return;
      running.set(pid, { name, ...identity });
      save();
    },
    remove(pid) {
      if (running.delete(pid)) save();
    },
  };
}

/** What an earlier run wrote down; empty where nothing was, or where the file is damaged. */
export function readProcessRegister(folder: string): RegisteredProcess[] {
  let rows: unknown;
  try {
    rows = JSON.parse(readFileSync(fileOf(folder), 'utf8'));
  } catch {
    return [];
  }
  return Array.isArray(rows) ? rows.filter(isRegisteredProcess) : [];
}

function isRegisteredProcess(row: unknown): row is RegisteredProcess {
  return (
    isJsonObject(row) &&
    typeof row['name'] === 'string' &&
    typeof row['pid'] === 'number' &&
    typeof row['started'] === 'string'
  );
}

/**
 * Ends the children of a run that was killed before it could. Only a process with the recorded start time is touched: an
 * id may belong to somebody else by now.
 *
 * @returns the names of those that were still there
 */
export async function endLeftoverProcesses(folder: string, graceMs = 8000): Promise<string[]> {
  const leftovers = readProcessRegister(folder).filter(isSameProcessAlive);
  for (const leftover of leftovers) signalIfAlive(leftover, 'SIGTERM');
  const rounds = Math.ceil(graceMs / 50);
  for (let round = 0; round < rounds && leftovers.some(isSameProcessAlive); round += 1) await delay(50);
  for (const leftover of leftovers) signalIfAlive(leftover, 'SIGKILL');
  while (leftovers.some(isSameProcessAlive)) await delay(20);
  rmSync(fileOf(folder), { force: true });
  return leftovers.map(({ name }) => name);
}

function signalIfAlive(recorded: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isSameProcessAlive(recorded)) return;
  try {
    process.kill(recorded.pid, signal);
  } catch (error) {
    const endedMeanwhile = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!endedMeanwhile) throw error;
  }
}
