import { MongoClient, MongoParseError, type MongoClientOptions } from 'mongodb';
import { isAuthenticationFailure } from '#adapters/mongo/authentication.ts';
import { isUnavailable } from '#adapters/mongo/unavailable.ts';
import { parsePrivileges, type Privilege } from './database-rights.ts';

/** Credentials of a role that was taken on. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

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
 * @throws LoginError
 */
export async function logIn(login: Login): Promise<readonly Privilege[]> {
  let client: MongoClient | undefined;
  try {
    client = new MongoClient(uriOf(login), optionsOf(login));
    await client.db('admin').command({ ping: 1 });
    return parsePrivileges(await client.db('admin').command({ connectionStatus: 1, showPrivileges: true }));
  } catch (error) {
    throw loginError(error);
  } finally {
    await client?.close();
  }
}

/** Holds no secret. */
function uriOf(login: Login): string {
  if (login.by === 'uri') return login.uri;
  return `mongodb+srv://${login.host}/?authSource=%24external&authMechanism=MONGODB-AWS`;
}

function optionsOf(login: Login): MongoClientOptions {
  const bounds = {
    appName: 'airlines-preflight',
    maxPoolSize: 1,
    serverSelectionTimeoutMS: TIMEOUT_MS,
    connectTimeoutMS: TIMEOUT_MS,
    socketTimeoutMS: TIMEOUT_MS,
  };
  if (login.by === 'uri') return bounds;
  const provider = (): Promise<RoleCredentials> => Promise.resolve(login.credentials);
  return { ...bounds, authMechanismProperties: { AWS_CREDENTIAL_PROVIDER: provider } };
}

/** The driver's own messages may name the address, so only their kinds are told. */
function loginError(error: unknown): LoginError {
  if (isAuthenticationFailure(error)) return new LoginError('refused', 'the database refuses the login');
  if (error instanceof MongoParseError || error instanceof TypeError || error instanceof URIError) {
    return new LoginError('malformed', 'the address is malformed');
  }
  // Thrown before a server was asked: the name of an SRV record that isn't there.
  if (isUnavailable(error) || (error instanceof Error && 'syscall' in error)) {
    return new LoginError('unreachable', 'no server of the database was reached');
  }
  const kind = error instanceof Error ? error.name : typeof error;
  const codeName = error instanceof Error && 'codeName' in error ? ` ${String(error.codeName)}` : '';
  return new LoginError('other', `${kind}${codeName}`);
}
