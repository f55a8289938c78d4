import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJsonObject } from '#contracts/read.ts';
import type { RunningServers } from './config.ts';

/** The servers of the `npm start` that runs on a data folder, from its `runtime.json`; null where none runs. */
export function findRunningServers(dataFolder: string): RunningServers | null {
  try {
    const { kafkaBrokers, mongodbUri } = parseJsonObject(readFileSync(join(dataFolder, 'runtime.json'), 'utf8'));
    if (typeof kafkaBrokers !== 'string' || typeof mongodbUri !== 'string') return null;
    return { kafkaBrokers, mongodbUri };
  } catch {
    // Not there, or of another make: then there is nothing to join.
    return null;
  }
}
