import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { siteOriginParameterName } from '#contracts/names.ts';
import { emulatedClient } from './emulated-account.ts';

/** @param texts text of each secret by its ARN */
export async function putSecrets(endpoint: string, texts: Readonly<Record<string, string>>): Promise<void> {
  const client = new SecretsManagerClient(emulatedClient(endpoint));
  try {
    for (const [SecretId, SecretString] of Object.entries(texts)) {
      await client.send(new PutSecretValueCommand({ SecretId, SecretString }));
    }
  } finally {
    client.destroy();
  }
}

/** What the site's stack writes on AWS: the origin whose pages may connect to the WebSocket API. */
export async function putSiteOrigin(endpoint: string, stage: string, origin: string): Promise<void> {
  const client = new SSMClient(emulatedClient(endpoint));
  try {
    const parameter = { Name: siteOriginParameterName(stage), Value: origin, Type: 'String', Overwrite: true } as const;
    await client.send(new PutParameterCommand(parameter));
  } finally {
    client.destroy();
  }
}
