import type { STSClient } from '@aws-sdk/client-sts';
import { systemClock, type Clock } from '../observability/clock.ts';
import { CALL_LIMITS } from './call-limits.ts';

/** Temporary credentials, as SDK and MongoDB driver take them. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

export interface RoleCredentialsOptions {
  readonly roleArn: string;
  /** Shown in CloudTrail and in the database's log. 2 to 64 of `\w+=,.@-`. */
  readonly sessionName: string;
  /** @default the machine's */
  readonly clock?: Clock;
  /** @default of the environment's region and credentials */
  readonly client?: STSClient;
}

/** The longest that STS allows where a role assumes another one. */
const SESSION_S = 3600;
/** So early before they expire credentials are renewed; until then they serve where they can't be. */
const RENEWED_BEFORE_MS = 5 * 60_000;
/** A login with credentials that expire on the way would fail. */
const LEAST_LIFE_MS = 10_000;
/** Pause after a renewal that failed, so that each new connection doesn't ask a service that is away. */
const RETRY_MS = 5000;

/**
 * Assumes a role and renews its credentials before they expire. To be asked as often as one likes: they are kept, and who
 * asks while they are fetched waits for the same call.
 * @returns a provider that throws the SDK's error where the role can't be assumed
 */
export function createRoleCredentials({
  roleArn,
  sessionName,
  clock = systemClock,
  client,
}: RoleCredentialsOptions): () => Promise<RoleCredentials> {
  let sts = client;
  let kept: RoleCredentials | null = null;
  let fetching: Promise<RoleCredentials> | null = null;
  let triedAtMs = -Infinity;
  const livesFor = (ms: number): boolean => kept !== null && kept.expiration.getTime() - clock() > ms;

  async function fetchThem(): Promise<RoleCredentials> {
    triedAtMs = clock();
    // Here and not at the top, where a bundle would load the SDK at every cold start, and a machine without AWS at all.
    const sdk = await import('@aws-sdk/client-sts');
    sts ??= new sdk.STSClient(CALL_LIMITS);
    const input = { RoleArn: roleArn, RoleSessionName: sessionName, DurationSeconds: SESSION_S };
    const { Credentials: answer } = await sts.send(new sdk.AssumeRoleCommand(input));
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = answer ?? {};
    const { SessionToken: sessionToken, Expiration: expiration } = answer ?? {};
    if (!accessKeyId || !secretAccessKey || !sessionToken || expiration === undefined) {
      throw new Error(`STS answered without credentials for ${roleArn}`);
    }
    return (kept = { accessKeyId, secretAccessKey, sessionToken, expiration });
  }

  return async () => {
    if (kept !== null && (livesFor(RENEWED_BEFORE_MS) || (livesFor(LEAST_LIFE_MS) && clock() - triedAtMs < RETRY_MS))) {
      return kept;
    }
    fetching ??= fetchThem().finally(() => (fetching = null));
    try {
      return await fetching;
    } catch (error) {
      if (kept !== null && livesFor(LEAST_LIFE_MS)) return kept;
      throw error;
    }
  };
}
