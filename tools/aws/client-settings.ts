import { STSClient } from '@aws-sdk/client-sts';
import { UsageError, type Environment } from './command-line.ts';

/** What every client of the SDK gets: where, and bounds of time. */
export interface ClientSettings {
  readonly region: string;
  /** Of a request, with its one repetition. */
  readonly maxAttempts: number;
  readonly requestHandler: { readonly connectionTimeout: number; readonly requestTimeout: number };
}

const CONNECTION_TIMEOUT_MS = 3000;
const REQUEST_TIMEOUT_MS = 6000;
const MAX_ATTEMPTS = 2;

export const clientSettings = (region: string): ClientSettings => ({
  region,
  maxAttempts: MAX_ATTEMPTS,
  requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
});

/**
 * The region that the CDK deploys to, by its rules: AWS_REGION, AWS_DEFAULT_REGION (which the SDK alone doesn't read), the
 * profile's. Null where none is set: the CDK then takes us-east-1 without a word.
 */
export async function findRegion(env: Environment): Promise<string | null> {
  const named = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];
  if (named) return named;
  try {
    return await new STSClient({}).config.region();
  } catch {
    return null;
  }
}

/** @throws UsageError where no region is set */
export async function requireRegion(env: Environment): Promise<string> {
  const region = await findRegion(env);
  if (region !== null) return region;
  throw new UsageError('No AWS region is set: export AWS_REGION=eu-central-1, or put one into your profile');
}
