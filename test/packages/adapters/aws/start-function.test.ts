import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { startFunction } from '#adapters/aws/start-function.ts';

test('startFunction() hands the event over and does not wait for the run', async () => {
  const lambda = mockClient(LambdaClient);
  lambda.on(InvokeCommand).resolves({ StatusCode: 202 });
  await startFunction('reference-etl', { runId: 'a' }, new LambdaClient({ region: 'eu-central-1' }));
  const [call] = lambda.commandCalls(InvokeCommand);
  expect(call?.args[0].input).toEqual({
    FunctionName: 'reference-etl',
    InvocationType: 'Event',
    Payload: Buffer.from('{"runId":"a"}'),
  });
});
