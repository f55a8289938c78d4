import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openLogFile } from '../processes/log-file.ts';
import { findFreePort } from '../processes/free-port.ts';
import { startProcess } from '../processes/supervised-process.ts';
import { startOnFreePort, type EmbeddedService, type EmbeddedServiceOptions } from './embedded-service.ts';
import { fetchMongod } from './fetch-mongod.ts';
import { seriousMongodLine } from './mongod-line.ts';
import { becomePrimary, REPLICA_SET } from './replica-set.ts';

export interface EmbeddedMongo extends EmbeddedService {
  readonly uri: string;
}

export interface EmbeddedMongoOptions extends EmbeddedServiceOptions {
  /** Python that fetches mongod. @default 'python3' */
  readonly python?: string | undefined;
}

/** mongod closes its files in well under a second; its journal survives a kill. */
const GRACE_MS = 3500;
/** Its exit code when it can't listen. */
const PORT_TAKEN = 48;

/**
 * A real mongod on 127.0.0.1, fetched on first use: a replica set of one, for transactions and change streams. It is
 * spawned directly rather than through mongodb-memory-server, so that it is one of our children, known by its id, and so
 * that kept data may meet another port.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const mongod = await fetchMongod(options);
  const folder = resolve(options.dataFolder);
  await mkdir(join(folder, 'db'), { recursive: true });
  return startOnFreePort(async (attempt) => {
    const port = await findFreePort(attempt === 1 ? (options.preferredPort ?? null) : null);
    return launch(mongod, folder, port, options);
  });
}

/** Its journal is in files of 20 MB instead of three of 100 MB, which would be most of what a new start takes on disk. */
async function launch(
  mongod: string,
  folder: string,
  port: number,
  { register }: EmbeddedServiceOptions,
): Promise<EmbeddedMongo> {
  const log = openLogFile(join(folder, 'mongod.log'));
  const server = startProcess({
    name: 'mongod',
    command: resolve(mongod),
    args: [
      ...['--dbpath', join(folder, 'db'), '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
      ...['--replSet', REPLICA_SET, '--oplogSize', '200'],
      ...['--storageEngine', 'wiredTiger', '--wiredTigerCacheSizeGB', '0.25'],
      ...['--wiredTigerEngineConfigString', 'log=(file_max=20MB,prealloc=false)'],
      ...['--quiet', '--setParameter', 'diagnosticDataCollectionEnabled=false'],
    ],
    graceMs: GRACE_MS,
    register,
    onLine: (line) => log.write(line),
    lastWordsOf: seriousMongodLine,
  });
  void server.exited.then(() => log.close());
  try {
    const line = await server.whenLine((text) => isReady(text) || isPortTaken(text), 60_000);
    // Its last words would be a backtrace, in which the reason is no longer found.
    if (isPortTaken(line)) throw new Error(`port ${port}: address already in use`);
    await becomePrimary(port);
  } catch (error) {
    await server.stop();
    const { code } = await server.exited;
    throw code === PORT_TAKEN ? new Error(`mongod: address already in use: ${port}`, { cause: error }) : error;
  }
  return {
    name: 'mongod',
    pid: server.pid,
    exited: server.exited,
    stop: () => server.stop(),
    port,
    uri: `mongodb://127.0.0.1:${port}/?replicaSet=${REPLICA_SET}`,
  };
}

const isReady = (line: string): boolean => line.includes('Waiting for connections');
const isPortTaken = (line: string): boolean => line.includes('Address already in use');
