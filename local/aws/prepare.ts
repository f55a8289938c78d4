import { join } from 'node:path';
import { ENV } from '#contracts/names.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import { findFreePort } from '../processes/free-port.ts';
import type { DataFolder } from '../start/data-folder.ts';
import { partEnvironment, type Environment } from '../start/environment.ts';
import { startStandIn } from '../start/lufthansa.ts';
import { prepareKafka } from '../start/prepare-services.ts';
import { hasCredentials } from '../start/schedule-origin.ts';
import { startServices } from '../start/services.ts';
import type { ServicesPlan } from '../start/services-plan.ts';
import type { Shutdown } from '../start/shutdown.ts';
import { readAssembly, type Assembly } from './assembly.ts';
import { createCdk, type Cdk } from './cdk-command.ts';
import { EMULATED_ACCOUNT } from './emulated-account.ts';
import type { Emulator } from './emulator.ts';
import { startEmulator } from './start-emulator.ts';
import type { DeployLocalOptions } from './options.ts';

export interface PrepareOptions {
  readonly options: DeployLocalOptions;
  readonly plan: ServicesPlan;
  readonly data: DataFolder;
  /** Where fetched programs are kept. */
  readonly downloadsFolder: string;
  readonly env: Environment;
  /** Gets every part as soon as it runs. */
  readonly shutdown: Shutdown;
}

/** Everything that a deployment needs, running; and what is to be deployed. */
export interface Prepared {
  readonly emulator: Emulator;
  readonly cdk: Cdk;
  readonly assembly: Assembly;
  /** Of every part that runs outside of the emulator. */
  readonly env: Environment;
  /** Address of the page, on which nothing listens yet. */
  readonly site: { readonly port: number; readonly origin: string };
  /** What the Lufthansa API, or what stands in for it, delivers. */
  readonly dataSource: DataSource;
  /** Texts of the two secrets. */
  readonly secrets: { readonly mongodbUri: string; readonly lufthansa: string };
}

/** Stage whose settings the local deployment begins with. */
export const LOCAL_STAGE = 'dev';

/**
 * Starts the servers, the stand-in for the Lufthansa API and an empty emulated AWS, and synthesises the stacks for them.
 * The addresses come first, because the stacks name them.
 */
export async function prepare({
  options,
  plan,
  data,
  downloadsFolder,
  env,
  shutdown,
}: PrepareOptions): Promise<Prepared> {
  const [services, emulator, lufthansa, port] = await Promise.all([
    startServices(plan, { data, downloadsFolder, onStarted: (part) => shutdown.add('servers', part) }),
    startEmulator(options.emulator, { data, downloadsFolder, preferredPort: options.emulatorPort }).then((started) => {
      shutdown.add('servers', started);
      return started;
    }),
    findLufthansa({ env, data, shutdown }),
    findFreePort(options.port === 0 ? null : options.port),
  ]);
  const parts = partEnvironment(env, services);
  const cdk = await createCdk(data, emulator.endpoint);
  shutdown.add('workers', cdk);
  const site = { port, origin: `http://127.0.0.1:${port}` };
  const folder = join(data.path, 'deploy', 'cdk.out');
  const settings = {
    databaseHost: null,
    fixedEgress: false,
    reservedConcurrency: null,
    alarmEmail: null,
    extraOrigins: [site.origin, `http://localhost:${port}`],
    lufthansaBaseUrl: lufthansa.baseUrl && (await emulator.addressForFunctions(lufthansa.baseUrl)),
    scheduleDataSource: lufthansa.dataSource,
    ...options.settings,
  };
  const synthesised = cdk.run([
    ...['synth', '--quiet', '--output', folder, '-c', `stage=${LOCAL_STAGE}`, '-c', 'local=true'],
    ...['-c', `localEndpoint=${emulator.endpoint}`, '-c', `settings=${JSON.stringify(settings)}`],
  ]);
  await Promise.all([synthesised, prepareKafka(parts)]);
  const { accountId, region } = EMULATED_ACCOUNT;
  await cdk.run(['bootstrap', '--app', folder, `aws://${accountId}/${region}`]);
  return {
    emulator,
    cdk,
    site,
    env: parts,
    dataSource: lufthansa.dataSource,
    assembly: await readAssembly(folder),
    secrets: {
      mongodbUri: await emulator.addressForFunctions(services.mongodbUri),
      lufthansa: JSON.stringify({ client_id: lufthansa.clientId, client_secret: lufthansa.clientSecret }),
    },
  };
}

/** The Lufthansa API where its credentials are given, the stand-in for it elsewhere. */
async function findLufthansa({ env, data, shutdown }: Pick<PrepareOptions, 'env' | 'data' | 'shutdown'>) {
  const isGiven = hasCredentials(env);
  const source = isGiven ? env : await startStandIn({ env, data, shutdown });
  return {
    baseUrl: source[ENV.lufthansaBaseUrl] || null,
    clientId: source[ENV.lufthansaClientId] ?? '',
    clientSecret: source[ENV.lufthansaClientSecret] ?? '',
    dataSource: isGiven ? ('lufthansa' as const) : ('sample' as const),
  };
}
