import { GetBootstrapBrokersCommand, KafkaClient } from '@aws-sdk/client-kafka';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { mskIamAuth } from '#adapters/kafka/msk-auth.ts';
import { findMskBrokers } from '#adapters/kafka/msk-brokers.ts';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'not-a-secret', AWS_SESSION_TOKEN: 's' };
const before = { ...process.env };
beforeEach(() => void Object.assign(process.env, CREDENTIALS));
afterEach(() => void (process.env = { ...before }));

test('with IAM a token for the cluster of the region is signed with the credentials of the environment', async () => {
  const { ssl, sasl } = mskIamAuth('eu-central-1');
  expect(ssl).toBe(true);
  if (!sasl || !('oauthBearerProvider' in sasl)) throw new Error('no token provider');
  const { value } = await sasl.oauthBearerProvider();
  const url = new URL(Buffer.from(value, 'base64url').toString());
  expect(url.host).toBe('kafka.eu-central-1.amazonaws.com');
  expect(url.searchParams.get('Action')).toBe('kafka-cluster:Connect');
  expect(url.searchParams.get('X-Amz-Credential')).toMatch(/^AKIDEXAMPLE\/\d{8}\/eu-central-1\/kafka-cluster\//);
});

test('IAM without a region is refused with what to set', () => {
  expect(() => createKafkaClient({ brokers: ['b:9098'], auth: 'msk-iam', clientId: 'c' })).toThrow(/AWS_REGION/);
  expect(() => createKafkaClient({ brokers: ['b:9092'], clientId: 'c' })).not.toThrow();
});

test('the brokers of an MSK cluster are those of its IAM listener; a cluster without one is an error', async () => {
  const msk = mockClient(KafkaClient);
  msk
    .on(GetBootstrapBrokersCommand, { ClusterArn: 'arn:1' })
    .resolves({ BootstrapBrokerString: 'plain:9092', BootstrapBrokerStringSaslIam: 'b-1:9098,b-2:9098' })
    .on(GetBootstrapBrokersCommand, { ClusterArn: 'arn:2' })
    .resolves({ BootstrapBrokerString: 'plain:9092' });
  const client = new KafkaClient({ region: 'eu-central-1' });
  expect(await findMskBrokers('arn:1', client)).toEqual(['b-1:9098', 'b-2:9098']);
  await expect(findMskBrokers('arn:2', client)).rejects.toThrow(/arn:2 has no brokers with IAM/);
});
