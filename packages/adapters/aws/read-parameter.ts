import type { SSMClient } from '@aws-sdk/client-ssm';
import { CALL_LIMITS } from './call-limits.ts';

let shared: SSMClient | undefined;

/**
 * The value of a parameter in AWS Systems Manager, of plain text; null where there is no such parameter. The SDK is loaded
 * here and not at the top, where a bundle would load it at every cold start, and a machine without AWS at all.
 * @throws the SDK's error, also where the signal aborts
 */
export async function readParameterText(name: string, signal: AbortSignal, client?: SSMClient): Promise<string | null> {
  const sdk = await import('@aws-sdk/client-ssm');
  const ssm = client ?? (shared ??= new sdk.SSMClient(CALL_LIMITS));
  try {
    const { Parameter: parameter } = await ssm.send(new sdk.GetParameterCommand({ Name: name }), {
      abortSignal: signal,
    });
    return parameter?.Value ?? null;
  } catch (error) {
    if (error instanceof sdk.ParameterNotFound) return null;
    throw error;
  }
}
