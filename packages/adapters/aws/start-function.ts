import type { LambdaClient } from '@aws-sdk/client-lambda';
import { CALL_LIMITS } from './call-limits.ts';

/**
 * Hands an event to another function, which runs it by itself: nobody waits for its end. The SDK is loaded here and not at
 * the top, where a bundle would load it at every cold start.
 * @throws the SDK's error where the event was not taken
 */
export async function startFunction(name: string, event: unknown, client?: LambdaClient): Promise<void> {
  const sdk = await import('@aws-sdk/client-lambda');
  const payload = Buffer.from(JSON.stringify(event));
  const command = new sdk.InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload: payload });
  await (client ?? new sdk.LambdaClient(CALL_LIMITS)).send(command);
}
