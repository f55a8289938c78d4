import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createRoleCredentials } from '#adapters/aws/role-credentials.ts';

const ROLE = 'arn:aws:iam::111111111111:role/writer';
const MINUTE_MS = 60_000;
const START_MS = 1_732_400_000_000;
const sts = mockClient(STSClient);

/** STS that gives credentials of an hour, each with a number of its own. */
function provider() {
  const state = { nowMs: START_MS, error: null as Error | null };
  let given = 0;
  sts.reset();
  sts.on(AssumeRoleCommand).callsFake(() => {
    if (state.error !== null) throw state.error;
    given += 1;
    return {
      Credentials: {
        AccessKeyId: `key-${given}`,
        SecretAccessKey: 'secret',
        SessionToken: 'token',
        Expiration: new Date(state.nowMs + 60 * MINUTE_MS),
      },
    };
  });
  const credentials = createRoleCredentials({
    roleArn: ROLE,
    sessionName: 'airlines-test',
    clock: () => state.nowMs,
    client: new STSClient({ region: 'eu-central-1' }),
  });
  const keyAt = async (atMs: number) => {
    state.nowMs = atMs;
    return (await credentials()).accessKeyId;
  };
  return { state, credentials, keyAt };
}

const calls = () => sts.commandCalls(AssumeRoleCommand).length;

beforeEach(() => sts.reset());

test('the role is assumed under the name of who asks, for an hour', async () => {
  const { credentials } = provider();
  expect(await credentials()).toEqual({
    accessKeyId: 'key-1',
    secretAccessKey: 'secret',
    sessionToken: 'token',
    expiration: new Date(START_MS + 60 * MINUTE_MS),
  });
  expect(sts.commandCalls(AssumeRoleCommand)[0]?.args[0].input).toEqual({
    RoleArn: ROLE,
    RoleSessionName: 'airlines-test',
    DurationSeconds: 3600,
  });
});

test('credentials are kept until five minutes before they expire, then renewed', async () => {
  const { keyAt } = provider();
  expect(await keyAt(START_MS)).toBe('key-1');
  expect(await keyAt(START_MS + 55 * MINUTE_MS - 1)).toBe('key-1');
  expect(await keyAt(START_MS + 55 * MINUTE_MS)).toBe('key-2');
  expect(calls()).toBe(2);
});

test('connections that are made at the same time wait for one call', async () => {
  const { credentials } = provider();
  const all = await Promise.all([credentials(), credentials(), credentials()]);
  expect(new Set(all.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['key-1']));
  expect(calls()).toBe(1);
});

test('while STS is away the credentials serve on to their end, and STS is asked every five seconds at most', async () => {
  const { state, keyAt } = provider();
  await keyAt(START_MS);
  state.error = new Error('throttled');
  expect(await keyAt(START_MS + 56 * MINUTE_MS)).toBe('key-1');
  expect(await keyAt(START_MS + 56 * MINUTE_MS + 4999)).toBe('key-1');
  expect(calls()).toBe(2);
  expect(await keyAt(START_MS + 56 * MINUTE_MS + 5000)).toBe('key-1');
  expect(calls()).toBe(3);
  await expect(keyAt(START_MS + 60 * MINUTE_MS - 9999)).rejects.toThrow('throttled');
  state.error = null;
  expect(await keyAt(START_MS + 61 * MINUTE_MS)).toBe('key-2');
});

test('a role that may not be assumed is the error of whoever asks', async () => {
  const { state, credentials } = provider();
  state.error = Object.assign(new Error('not authorized to perform: sts:AssumeRole'), { name: 'AccessDenied' });
  await expect(credentials()).rejects.toBe(state.error);
  state.error = null;
  expect((await credentials()).accessKeyId).toBe('key-1');
});

test('an answer without credentials names the role', async () => {
  const { credentials } = provider();
  sts.on(AssumeRoleCommand).resolves({});
  await expect(credentials()).rejects.toThrow(`STS answered without credentials for ${ROLE}`);
});
