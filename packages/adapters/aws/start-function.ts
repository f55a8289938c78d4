import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

/**
 * Hands an event to another function, which runs it by itself: nobody waits for its end.
 * @throws the SDK's error where the event was not taken
 */
export async function startFunction(name: string, event: unknown, client = new LambdaClient({})): Promise<void> {
  const payload = Buffer.from(JSON.stringify(event));
  await client.send(new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload: payload }));
}
