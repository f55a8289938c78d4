import type { MongoClientOptions } from 'mongodb';
import awsCredentials from 'mongodb/lib/cmap/auth/aws_temporary_credentials.js'; // eslint-disable-line no-restricted-imports -- the driver's lib/, not ours
import { createRoleCredentials } from '../aws/role-credentials.ts';

/** Temporary credentials of whom the database knows as its user. */
export type CredentialProvider = () => Promise<{
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}>;

/**
 * Options of the driver that log in with a role. The driver asks the provider once for each new connection and keeps
 * nothing, so the provider does; open connections outlive their credentials.
 *
 * The driver 7.9.0 loads all of `@aws-sdk/credential-providers`, an optional peer, before it looks whether it was given a
 * provider, 30 ms from a fast disk, and fails where it is absent. Told that it has loaded it, it goes straight to ours.
 */
export function roleLogin(credentials: CredentialProvider): Pick<MongoClientOptions, 'authMechanismProperties'> {
  awsCredentials.AWSSDKCredentialProvider._awsSDK ??= {};
  return { authMechanismProperties: { AWS_CREDENTIAL_PROVIDER: credentials } };
}

/** Assumes the role at the first login. */
export function assumedRole(roleArn: string, sessionName: string): CredentialProvider {
  return createRoleCredentials({ roleArn, sessionName });
}
