import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { opensky } from '../../../../services/position-producer/sources/opensky.ts';
import { listenTo, type FeedListener } from '../../../fakes/feed-events.ts';
import { createManualTime, type ManualTime } from '../../../fakes/manual-time.ts';
import { startOpenSkyServer, type OpenSkyServer } from '../../../fakes/opensky-server.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';

const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:opensky';
const HOUR_MS = 3_600_000;
const secrets = mockClient(SecretsManagerClient);

let server: OpenSkyServer;
let time: ManualTime;
let listener: FeedListener;

beforeEach(async () => {
  secrets.reset();
  server = await startOpenSkyServer();
  time = createManualTime(Date.UTC(2026, 10, 24));
  server.show(time.clock() / 1000, []);
});
afterEach(async () => {
  await listener.stop();
  await server.close();
});

const keep = (text: string): void =>
  void secrets.on(GetSecretValueCommand, { SecretId: SECRET_ARN }).resolves({ SecretString: text });

function listen(): void {
  const settings = {
    'opensky-secret-arn': SECRET_ARN,
    'opensky-url': server.baseUrl.href,
    'opensky-token-url': server.tokenUrl.href,
  };
  const tools = { clock: time.clock, sleep: time.sleep, random: () => 1, log: createRecordingLogger() };
  listener = listenTo(opensky.create(settings, tools));
}

/** Lets time pass, a minute after the other, until there are so many events. */
async function eventsUpTo(count: number): Promise<FeedListener['events']> {
  while (listener.events.length < count) {
    if (time.sleepers() > 0) await time.advance(60_000);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return listener.events;
}

test('the account is the one of the secret that OPENSKY_SECRET_ARN names', async () => {
  keep('{"client_id":"me","client_secret":"s3cret"}');
  listen();
  await eventsUpTo(1);
  expect(server.logins).toEqual(['grant_type=client_credentials&client_id=me&client_secret=s3cret']);
  expect(server.asked[0]?.token).toBe('token-1');
});

test('a secret that was changed is found with the next token', async () => {
  keep('{"client_id":"me","client_secret":"old"}');
  listen();
  const [refused] = await eventsUpTo(1);
  expect(refused).toMatchObject({ type: 'failure', reason: expect.stringContaining('no token') as string });
  keep('{"client_id":"me","client_secret":"s3cret"}');
  await time.advance(HOUR_MS);
  await eventsUpTo(2);
  expect(server.asked.at(-1)?.token).toBe('token-1');
});

test.each([
  ['that is no JSON', 'hush', /^the secret that OPENSKY_SECRET_ARN names must be JSON/],
  ['that lacks the secret', '{"client_id":"hush"}', /^the secret that OPENSKY_SECRET_ARN names must be JSON/],
])('a secret %s is a failure of the feed, which shows nothing of it', async (_, text, reason) => {
  keep(text);
  listen();
  const [event] = await eventsUpTo(1);
  expect(event).toMatchObject({ type: 'failure', reason: expect.stringMatching(reason) as string });
  expect(JSON.stringify(event)).not.toContain('hush');
  expect(server.logins).toEqual([]);
});

test('a secret that may not be read is a failure that names why', async () => {
  secrets.on(GetSecretValueCommand).rejects(Object.assign(new Error('hush'), { name: 'AccessDeniedException' }));
  listen();
  const [event] = await eventsUpTo(1);
  const reason = "the secret that OPENSKY_SECRET_ARN names can't be read: AccessDeniedException";
  expect(event).toMatchObject({ type: 'failure', reason });
});
