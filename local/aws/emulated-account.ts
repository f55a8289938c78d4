import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Account and region of the emulated AWS. The emulator takes the access key for the account. */
export const EMULATED_ACCOUNT = { accountId: '111111111111', region: 'eu-central-1' } as const;

const { accountId, region } = EMULATED_ACCOUNT;
const SECRET = 'test';
const BIN = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));

/** Configuration of an SDK's client for the emulated AWS. */
export interface EmulatedClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export function emulatedClient(endpoint: string): EmulatedClientConfig {
  return { endpoint, region, credentials: { accessKeyId: accountId, secretAccessKey: SECRET } };
}

/**
 * All that a command gets to see of this machine: nobody's credentials, profiles or proxies, so that it can reach no other
 * AWS than the emulated one.
 * @param home folder that stands for the user's, for caches
 */
export function cleanEnvironment(home: string): Readonly<Record<string, string>> {
  const path = [dirname(process.execPath), BIN, process.env['PATH']].filter(Boolean).join(':');
  return { PATH: path, HOME: home, TMPDIR: join(home, 'tmp'), LANG: 'C.UTF-8' };
}

/** The same, for a command that calls the emulated AWS. */
export function emulatedEnvironment(home: string, endpoint: string): Readonly<Record<string, string>> {
  return {
    ...cleanEnvironment(home),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accountId,
    AWS_SECRET_ACCESS_KEY: SECRET,
  };
}
