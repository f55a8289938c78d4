import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENV } from '#contracts/names.ts';
import type { Environment } from './environment.ts';

export interface AdminToken {
  readonly value: string;
  /** Where it is kept; null for one that was given. */
  readonly file: string | null;
}

const TOKEN_BYTES = 32;

/** What operators send: `ADMIN_TOKEN`, else one that is made once and kept in the data folder, for its owner's eyes only. */
export function readAdminToken(dataFolder: string, env: Environment): AdminToken {
  const given = env[ENV.adminToken];
  if (given) return { value: given, file: null };
  const file = join(dataFolder, 'admin-token');
  const kept = readKept(file);
  if (kept !== '') return { value: kept, file };
  const value = randomBytes(TOKEN_BYTES).toString('base64url');
  writeFileSync(file, `${value}\n`, { mode: 0o600 });
  // The mode above holds for a new file only.
  chmodSync(file, 0o600);
  return { value, file };
}

/** Empty where there is none. */
function readKept(file: string): string {
  try {
    chmodSync(file, 0o600);
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
