import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/**
 * The text of a secret in AWS Secrets Manager.
 * @throws Error where it is binary, or the SDK's error
 */
export async function readSecretText(secretArn: string, client = new SecretsManagerClient({})): Promise<string> {
  const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  if (text === undefined) throw new Error(`${secretArn} holds no text: store the value as a string`);
  return text;
}
