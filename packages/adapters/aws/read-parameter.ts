import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { CALL_LIMITS } from './call-limits.ts';

let shared: SSMClient | undefined;

/**
 * The value of a parameter in AWS Systems Manager, of plain text; null where there is no such parameter.
 * @throws the SDK's error, also where the signal aborts
 */
export async function readParameterText(
  name: string,
  signal: AbortSignal,
  client = (shared ??= new SSMClient(CALL_LIMITS)),
): Promise<string | null> {
  try {
    const { Parameter: parameter } = await client.send(new GetParameterCommand({ Name: name }), {
      abortSignal: signal,
    });
    return parameter?.Value ?? null;
  } catch (error) {
    if (error instanceof ParameterNotFound) return null;
    throw error;
  }
}
