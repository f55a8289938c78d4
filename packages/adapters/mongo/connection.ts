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

/** Pause before connecting is tried again after it failed at once, e.g. for wrong credentials. */
const RECONNECT_MS = 500;

/**
 * One client per container. It connects on first use and reconnects by itself, so that a function that starts while the
 * database is away fails its invocation, not its cold start.
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
  const stopReconnecting = reconnectAfterFailedStart(client);
  return {
    db: client.db(database),
    close: async () => {
      stopReconnecting();
      await client.close();
    },
  };
}

/**
 * The driver reconnects by itself only after it was connected once: when its first attempt fails it closes its topology,
 * and every later operation fails with "Topology is closed" for as long as the process lives.
 */
function reconnectAfterFailedStart(client: MongoClient): () => void {
  let timer: NodeJS.Timeout | undefined;
  const reconnect = (): void => {
    // A failure closes the topology again, and so comes back here.
    timer = setTimeout(() => void client.connect().catch(() => undefined), RECONNECT_MS).unref();
  };
  client.on('topologyClosed', reconnect);
  return () => {
    client.off('topologyClosed', reconnect);
    clearTimeout(timer);
  };
}
