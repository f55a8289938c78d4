import { MongoClient, type Db } from 'mongodb';

export interface MongoConnectionOptions {
  readonly uri: string;
  readonly database: string;
  /** Shown in the server's log and in currentOp. */
  readonly appName: string;
  /** Connections of one container; a function handles one invocation at a time. @default 5 */
  readonly maxPoolSize?: number;
  /** How long an operation waits for a reachable primary. @default 5000 */
  readonly serverSelectionTimeoutMs?: number;
  /** How long a command waits for its answer; then its connection is given up. @default no limit */
  readonly socketTimeoutMs?: number;
}

export interface MongoConnection {
  readonly db: Db;
  close(): Promise<void>;
}

/**
 * One client per container. The driver connects on first use and reconnects by itself, so that a function that starts
 * while the database is away fails its invocation, not its cold start.
 */
export function createMongoConnection({
  uri,
  database,
  appName,
  maxPoolSize = 5,
  serverSelectionTimeoutMs = 5000,
  socketTimeoutMs,
}: MongoConnectionOptions): MongoConnection {
  const client = new MongoClient(uri, {
    appName,
    maxPoolSize,
    maxIdleTimeMS: 60_000,
    serverSelectionTimeoutMS: serverSelectionTimeoutMs,
    connectTimeoutMS: 5000,
    retryWrites: true,
    writeConcern: { w: 'majority' },
    ignoreUndefined: true,
    ...(socketTimeoutMs === undefined ? {} : { socketTimeoutMS: socketTimeoutMs }),
  });
  return { db: client.db(database), close: () => client.close() };
}
