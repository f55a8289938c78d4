import { ContractError } from '#contracts/contract-error.ts';
import { isJsonObject } from '#contracts/read.ts';

/** The three users of the database, as the data stack makes roles for them. */
export const DATABASE_ROLES = ['reader', 'writer', 'schema'] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/** What a user may do, and where. */
export interface Privilege {
  /** `''` stands for every database. */
  readonly database: string;
  /** `''` stands for every collection. */
  readonly collection: string;
  readonly actions: readonly string[];
}

/** What the code calls in the name of each: `packages/adapters/mongo`; `collMod` of the times to live, in schema.ts. */
const NEEDED: Readonly<Record<DatabaseRole, readonly string[]>> = {
  reader: ['find'],
  writer: ['find', 'insert', 'update', 'remove', 'collStats', 'dbStats'],
  schema: ['listIndexes', 'createCollection', 'createIndex', 'collMod'],
};
/** What would make a user more than it is for. */
const TOO_MUCH: Readonly<Record<DatabaseRole, readonly string[]>> = {
  reader: ['insert', 'update', 'remove', 'dropCollection'],
  writer: ['dropDatabase', 'collMod'],
  schema: ['dropAllUsers', 'grantRole'],
};
/** The rights of MongoDB that hold what is needed and no more, on the one database. */
export const MONGODB_RIGHTS: Readonly<Record<DatabaseRole, readonly string[]>> = {
  reader: ['read'],
  writer: ['readWrite'],
  schema: ['readWrite', 'dbAdmin'],
};

export interface Rights {
  /** Actions that are needed and not allowed. */
  readonly lacking: readonly string[];
  /** Actions that are allowed and not needed. */
  readonly excess: readonly string[];
}

/** What of a role's rights on a database is there. */
export function rightsOf(role: DatabaseRole, database: string, privileges: readonly Privilege[]): Rights {
  const allowed = new Set(
    privileges
      .filter(
        (privilege) => (privilege.database === '' || privilege.database === database) && privilege.collection === '',
      )
      .flatMap(({ actions }) => actions),
  );
  return {
    lacking: NEEDED[role].filter((action) => !allowed.has(action)),
    excess: TOO_MUCH[role].filter((action) => allowed.has(action)),
  };
}

/** Who got in. */
export interface DatabaseUser {
  /** Whether the database lets everybody do everything: it was started without access control. */
  readonly isAnybody: boolean;
  readonly privileges: readonly Privilege[];
}

/**
 * The answer of `connectionStatus` with `showPrivileges`. Resources that are no database's, `{ cluster: true }`, are left out.
 * @throws ContractError where it is something else
 */
export function parseDatabaseUser(answer: unknown): DatabaseUser {
  const info = isJsonObject(answer) ? answer['authInfo'] : undefined;
  const users = listOf(info, 'authenticatedUsers');
  return {
    isAnybody: users.length === 0,
    privileges: listOf(info, 'authenticatedUserPrivileges').flatMap(toPrivilege),
  };
}

function listOf(info: unknown, name: string): readonly unknown[] {
  const list: unknown = isJsonObject(info) ? info[name] : undefined;
  if (Array.isArray(list)) return list;
  throw new ContractError(name, `authInfo.${name}`, `authInfo.${name} must be a list`);
}

function toPrivilege(entry: unknown): readonly Privilege[] {
  const { resource, actions } = isJsonObject(entry) ? entry : {};
  if (!isJsonObject(resource) || !Array.isArray(actions)) return [];
  const { db: database, collection } = resource;
  if (typeof database !== 'string' || typeof collection !== 'string') return [];
  return [{ database, collection, actions: actions.filter((action): action is string => typeof action === 'string') }];
}
