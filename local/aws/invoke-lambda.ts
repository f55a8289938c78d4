import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { LambdaFunction } from '../lambda-function.ts';

/**
 * A deployed function, for what calls functions here: each call is one Invoke that waits for the answer.
 * @throws Error with the function's own message where it failed, or the SDK's where it could not be invoked
 */
export function invokeLambda(client: LambdaClient, functionName: string): LambdaFunction {
  return async (event) => {
    const { Payload: payload, FunctionError: failure } = await client.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(event)) }),
    );
    // An empty answer is null to the SDK, whatever its types say.
    const text = Buffer.from(payload ?? []).toString('utf8');
    if (failure !== undefined) throw new Error(`${functionName} failed: ${text.slice(0, 1000)}`);
    const answer: unknown = text === '' ? null : JSON.parse(text);
    return answer;
  };
}
