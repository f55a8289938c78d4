import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJsonObject } from '#contracts/read.ts';
import { identifyProcess, isSameProcessAlive, type ProcessIdentity } from '../processes/process-identity.ts';

const fileOf = (dataFolder: string): string => join(dataFolder, 'deploy-local.json');

/** Writes down that this process has the folder, for who wants to end it from elsewhere. */
export function writeRunningCommand(dataFolder: string): void {
  writeFileSync(fileOf(dataFolder), JSON.stringify(identifyProcess(process.pid)));
}

export function removeRunningCommand(dataFolder: string): void {
  rmSync(fileOf(dataFolder), { force: true });
}

/** The process that has the folder; null where none has, also where one was killed and its id is somebody else's now. */
export function readRunningCommand(dataFolder: string): ProcessIdentity | null {
  try {
    const { pid, started } = parseJsonObject(readFileSync(fileOf(dataFolder), 'utf8'));
    if (typeof pid !== 'number' || typeof started !== 'string') return null;
    return isSameProcessAlive({ pid, started }) ? { pid, started } : null;
  } catch {
    return null;
  }
}
