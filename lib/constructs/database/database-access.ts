import { PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { ENV } from '#contracts/names.ts';

/** What a function may do in the database: read it, write documents, or make collections and indexes. */
export type DatabaseRole = 'reader' | 'writer' | 'schema';

/**
 * How the database is logged in to. By IAM: a host, and a role for each kind of right, which is a user of the database. By
 * secret: an address with a name and a password in it, which may do everything.
 */
export type DatabaseAccess =
  | { readonly login: 'iam'; readonly host: string; readonly roles: Readonly<Record<DatabaseRole, IRole>> }
  | { readonly login: 'secret'; readonly uri: ISecret };

/** Holds no secret: the driver signs a request for the identity of the role that it assumed (Atlas: `MONGODB-AWS`). */
const iamLoginUri = (host: string): string => `mongodb+srv://${host}/?authSource=%24external&authMechanism=MONGODB-AWS`;

/** The variables that lead to the database; the rights that they need come from {@link databaseRights}. */
export function databaseEnvironment(access: DatabaseAccess, role: DatabaseRole): Readonly<Record<string, string>> {
  if (access.login === 'secret') return { [ENV.mongodbSecretArn]: access.uri.secretArn };
  return { [ENV.mongodbUri]: iamLoginUri(access.host), [ENV.mongodbRoleArn]: access.roles[role].roleArn };
}

export function databaseRights(access: DatabaseAccess, role: DatabaseRole): PolicyStatement {
  if (access.login === 'iam') {
    return new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [access.roles[role].roleArn] });
  }
  return new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [access.uri.secretArn] });
}
