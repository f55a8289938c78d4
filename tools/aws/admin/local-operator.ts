import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENV } from '#contracts/names.ts';
import { readRuntimeFile } from '../../../local/start/runtime-file.ts';
import type { Environment } from '../command-line.ts';
import type { Authorize } from './post-admin.ts';

export interface Operator {
  /** Of the API, without `/api/…`. */
  readonly baseUrl: string;
  readonly authorize: Authorize;
}

/**
 * The operator of the `npm start` that runs on a data folder: its address, and the token that it keeps there.
 * @throws Error saying what isn't there
 */
export function localOperator(dataFolder: string, env: Environment): Operator {
  const runtime = readRuntimeFile(dataFolder);
  if (runtime === null) throw new Error(`No npm start runs on ${dataFolder}: start it, or name its folder with --data`);
  const token = env[ENV.adminToken] || keptToken(join(dataFolder, 'admin-token'));
  return { baseUrl: runtime.web, authorize: () => Promise.resolve({ authorization: `Bearer ${token}` }) };
}

function keptToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(
      `No admin token in ${file}; with a token of its own, npm start needs it here too: ${ENV.adminToken}`,
      {
        cause: error,
      },
    );
  }
}
