import { MongoClient, type Db } from 'mongodb';
import type { MongoConfig } from './mongo-config.ts';
import { assumedRole, roleLogin, type CredentialProvider } from './role-login.ts';

export interface MongoConnectionOptions extends Pick<MongoConfig, 'uri' | 'database'> {
  /** Logs in with this IAM role; the address then names MONGODB-AWS. @default null: as the address says */
  readonly roleArn?: string | null;
  /** Shown in the server's log and in currentOp, and the session's name where a role logs in. */
  readonly appName: string;
  /**
   * Connections of one container to one server; a function handles one invocation at a time. The database has as many as
   * containers times servers times this, and clusters have their limit. @default 5
   */
  readonly maxPoolSize?: number;
  /** How long an operation waits for a reachable primary. @default 5000 */
  readonly serverSelectionTimeoutMs?: number;
  /** How long a command waits for its answer; then its connection is given up. @default no limit */
  readonly socketTimeoutMs?: number;
  /** @default assumes the role by STS */
  readonly credentialsOf?: (roleArn: string, sessionName: string) => CredentialProvider;
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
  roleArn = null,
  appName,
  maxPoolSize = 5,
  serverSelectionTimeoutMs = 5000,
  socketTimeoutMs,
  credentialsOf = assumedRole,
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
    ...(roleArn === null ? {} : roleLogin(credentialsOf(roleArn, appName))),
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
