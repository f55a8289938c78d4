import { ENV } from '#contracts/names.ts';
import { HOSTED } from '../functions/hosted-function.ts';
import type { AdminHost } from './admin-host.ts';
import type { DataFolder } from './data-folder.ts';
import type { Environment } from './environment.ts';
import { startNodePart } from './node-part.ts';
import type { ScheduleOrigin } from './schedule-origin.ts';
import type { Shutdown } from './shutdown.ts';

export interface LufthansaOptions {
  readonly origin: ScheduleOrigin;
  /** Of every part. */
  readonly env: Environment;
  readonly admin: AdminHost;
  readonly data: DataFolder;
  readonly shutdown: Shutdown;
}

const STUB_LINE = 'Lufthansa stub: ';
const START_TIMEOUT_MS = 60_000;
/**
 * They wait for each other, mostly: a young generation of 1 MB and a heap that is kept small cost them nothing that can be
 * felt, and take 160 MB instead of 250.
 */
const SMALL = ['--max-semi-space-size=1', '--max-old-space-size=256', '--optimize-for-size'];
/** What the stand-in takes from anybody. */
const STAND_IN_CREDENTIALS = {
  [ENV.lufthansaClientId]: 'airlines-sample',
  [ENV.lufthansaClientSecret]: 'sample',
  [ENV.dataSource]: 'sample',
};

/**
 * Starts what loads schedules and reference data, and the stand-in for the Lufthansa API where there are no credentials.
 * Loading begins at once, in the background; nothing happens where schedules come from nowhere.
 */
export async function startLufthansa({ origin, env, admin, data, shutdown }: LufthansaOptions): Promise<void> {
  if (origin === 'nowhere') return;
  const source = origin === 'stand-in' ? await startStandIn({ env, data, shutdown }) : {};
  const etlEnv = { ...env, ...source };
  const etl = startNodePart({
    ...{ name: 'lufthansa-etl', entry: 'local/functions/main.ts', args: ['lufthansa-etl'] },
    ...{ nodeOptions: SMALL, env: etlEnv, data, graceMs: 3500 },
  });
  shutdown.add('workers', etl);
  await etl.whenLine((line) => line.includes(HOSTED), START_TIMEOUT_MS);
  await admin.host(etlEnv, (event) => etl.send({ function: 'reference-etl', event }));
}

/**
 * Starts the stand-in for the Lufthansa API, in a process of its own.
 * @returns how it is reached, as environment variables
 */
export async function startStandIn({
  env,
  data,
  shutdown,
}: Pick<LufthansaOptions, 'env' | 'data' | 'shutdown'>): Promise<Environment> {
  const stub = startNodePart({
    ...{ name: 'lufthansa-stub', entry: 'local/lufthansa-stub/main.ts', args: [] },
    ...{ nodeOptions: SMALL, env, data, graceMs: 1000 },
  });
  shutdown.add('servers', stub);
  const line = await stub.whenLine((text) => text.startsWith(STUB_LINE), START_TIMEOUT_MS);
  return { ...STAND_IN_CREDENTIALS, [ENV.lufthansaBaseUrl]: line.slice(STUB_LINE.length).trim() };
}
