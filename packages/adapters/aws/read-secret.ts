import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CALL_LIMITS } from './call-limits.ts';

/**
 * The text of a secret in AWS Secrets Manager. The SDK is loaded here and not at the top, where a bundle would load it at
 * every cold start, and a machine without AWS at all.
 * @throws Error where it is binary, or the SDK's error
 */
export async function readSecretText(secretArn: string, client?: SecretsManagerClient): Promise<string> {
  const sdk = await import('@aws-sdk/client-secrets-manager');
  const secrets = client ?? new sdk.SecretsManagerClient(CALL_LIMITS);
  const { SecretString: text } = await secrets.send(new sdk.GetSecretValueCommand({ SecretId: secretArn }));
  if (text === undefined) throw new Error(`${secretArn} holds no text: store the value as a string`);
  return text;
}
