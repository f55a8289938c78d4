import { DEFAULT_DATABASE, ENV } from '#contracts/names.ts';

/** Which database to use, and as whom. */
export interface MongoConfig {
  /** May hold a password; with `roleArn` it names MONGODB-AWS and holds nothing secret. */
  readonly uri: string;
  readonly database: string;
  /** IAM role that the database knows as its user; null where the address says who logs in. */
  readonly roleArn: string | null;
}

const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** @throws Error naming the variable that is missing or malformed; it never holds the address */
export function readMongoConfig(env: Readonly<Record<string, string | undefined>>): MongoConfig {
  const uri = env[ENV.mongodbUri];
  if (!uri) throw new Error(`${ENV.mongodbUri} must be set`);
  const config = { uri, database: env[ENV.mongodbDatabase] || DEFAULT_DATABASE };
  const roleArn = env[ENV.mongodbRoleArn] || null;
  return roleArn === null ? { ...config, roleArn } : { ...config, roleArn: checkedRole(roleArn, uri) };
}

function checkedRole(roleArn: string, uri: string): string {
  if (!ROLE_ARN.test(roleArn)) {
    throw new Error(`${ENV.mongodbRoleArn} must be the ARN of an IAM role: arn:aws:iam::123456789012:role/name`);
  }
  const [, query = ''] = uri.split('?');
  if (new URLSearchParams(query).get('authMechanism') === 'MONGODB-AWS') return roleArn;
  throw new Error(
    `${ENV.mongodbRoleArn} needs ${ENV.mongodbUri} to end with ?authSource=%24external&authMechanism=MONGODB-AWS`,
  );
}
