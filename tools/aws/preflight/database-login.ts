import { MongoClient, type MongoClientOptions } from 'mongodb';
import { isAuthenticationFailure } from '#adapters/mongo/authentication.ts';
import { roleLogin, type CredentialProvider } from '#adapters/mongo/role-login.ts';
import { isUnavailable } from '#adapters/mongo/unavailable.ts';
import { parseDatabaseUser, type DatabaseUser } from './database-rights.ts';

/** Credentials of a role that was taken on. */
export type RoleCredentials = Awaited<ReturnType<CredentialProvider>>;

/** How to log in: by IAM at a host, or with an address that holds name and password. */
export type Login =
  | { readonly by: 'iam'; readonly host: string; readonly credentials: RoleCredentials }
  | { readonly by: 'uri'; readonly uri: string };

/** Why nobody got in. It never holds the address or what it holds. */
export class LoginError extends Error {
  readonly kind: 'refused' | 'unreachable' | 'malformed' | 'other';

  constructor(kind: LoginError['kind'], message: string) {
    super(message);
    this.name = 'LoginError';
    this.kind = kind;
  }
}

const TIMEOUT_MS = 8000;

/**
 * Logs in once, asks who it is and what it may, and leaves.
 * @param timeoutMs of reaching a server, and of each question
 * @throws LoginError
 */
export async function logIn(login: Login, timeoutMs = TIMEOUT_MS): Promise<DatabaseUser> {
  const client = clientFor(login, timeoutMs);
  try {
    await client.db('admin').command({ ping: 1 });
    return parseDatabaseUser(await client.db('admin').command({ connectionStatus: 1, showPrivileges: true }));
  } catch (error) {
    throw loginError(error);
  } finally {
    await client.close();
  }
}

function clientFor(login: Login, timeoutMs: number): MongoClient {
  try {
    return new MongoClient(uriOf(login), optionsOf(login, timeoutMs));
  } catch {
    // Nothing was asked yet, so it is the address; what the driver says of it may hold some of it.
    throw new LoginError('malformed', 'the address is malformed');
  }
}

/** Holds no secret. */
function uriOf(login: Login): string {
  if (login.by === 'uri') return login.uri;
  return `mongodb+srv://${login.host}/?authSource=%24external&authMechanism=MONGODB-AWS`;
}

function optionsOf(login: Login, timeoutMs: number): MongoClientOptions {
  const bounds = {
    appName: 'airlines-preflight',
    maxPoolSize: 1,
    serverSelectionTimeoutMS: timeoutMs,
    connectTimeoutMS: timeoutMs,
    socketTimeoutMS: timeoutMs,
  };
  if (login.by === 'uri') return bounds;
  return { ...bounds, ...roleLogin(() => Promise.resolve(login.credentials)) };
}

/** The driver's own messages may name the address, so only their kinds are told. */
function loginError(error: unknown): LoginError {
  if (isAuthenticationFailure(error)) return new LoginError('refused', 'the database refuses the login');
  // Thrown before a server was asked: the name of an SRV record that isn't there.
  if (isUnavailable(error) || (error instanceof Error && 'syscall' in error)) {
    return new LoginError('unreachable', 'no server of the database was reached');
  }
  const kind = error instanceof Error ? error.name : typeof error;
  const codeName = error instanceof Error && 'codeName' in error ? ` ${String(error.codeName)}` : '';
  return new LoginError('other', `${kind}${codeName}`);
}
