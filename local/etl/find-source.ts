import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { readDataSource } from '#adapters/mongo/etl/data-source-claim.ts';
import { ENV } from '#contracts/names.ts';
import { startLufthansaStub } from '../lufthansa-stub.ts';
import { readStubOptions } from '../lufthansa-stub/process-options.ts';
import { hasCredentials } from '../start/schedule-origin.ts';
import type { Database } from './find-database.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the data comes from, and the variables that say so to a function. */
export interface RunningSource {
  readonly env: Environment;
  stop(): Promise<void>;
}

/** The stand-in takes any client id with this secret. */
const SAMPLE_CREDENTIALS = { id: 'sample', secret: 'sample' } as const;

/**
 * The Lufthansa API where there are credentials, else its stand-in, which runs until it is stopped.
 * @throws RefusalError where only one of client id and secret is set
 */
export async function findSource(env: Environment): Promise<RunningSource> {
  if (hasCredentials(env)) return { env, stop: () => Promise.resolve() };
  const stub = await startLufthansaStub(readStubOptions([], env));
  const sample = {
    [ENV.lufthansaBaseUrl]: stub.url,
    [ENV.lufthansaClientId]: SAMPLE_CREDENTIALS.id,
    [ENV.lufthansaClientSecret]: SAMPLE_CREDENTIALS.secret,
    [ENV.dataSource]: 'sample',
  };
  return { env: { ...env, ...sample }, stop: () => stub.stop() };
}

/** The source of what is in the database, for a run that makes no call and so needs no credentials. */
export async function findStoredSource(env: Environment, { uri, name }: Database): Promise<RunningSource> {
  const mongo = createMongoConnection({ uri, database: name, appName: 'airlines-etl' });
  try {
    const source = await readDataSource(mongo.db);
    if (source === null) throw new Error('nothing was loaded into this database yet, so no replies are kept');
    const unused = { [ENV.lufthansaClientId]: 'unused', [ENV.lufthansaClientSecret]: 'unused' };
    return { env: { ...env, ...unused, [ENV.dataSource]: source }, stop: () => Promise.resolve() };
  } finally {
    await mongo.close();
  }
}
