import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { readSecretText } from '#adapters/aws/read-secret.ts';

test('a secret is its text; a binary one is an error that names it', async () => {
  const secrets = mockClient(SecretsManagerClient);
  secrets
    .on(GetSecretValueCommand, { SecretId: 'arn:text' })
    .resolves({ SecretString: 'mongodb+srv://x' })
    .on(GetSecretValueCommand, { SecretId: 'arn:binary' })
    .resolves({ SecretBinary: new Uint8Array([1]) });
  const client = new SecretsManagerClient({ region: 'eu-central-1' });
  expect(await readSecretText('arn:text', client)).toBe('mongodb+srv://x');
  await expect(readSecretText('arn:binary', client)).rejects.toThrow(/arn:binary holds no text/);
});
