import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emulatedClient } from '../../../local/aws/emulated-account.ts';
import { invokeLambda } from '../../../local/aws/invoke-lambda.ts';
import type { InvocationContext } from '../../../local/lambda-function.ts';
import { readBody } from '../../../local/read-body.ts';

const CONTEXT: InvocationContext = {
  ...{ awsRequestId: '', callbackWaitsForEmptyEventLoop: true, functionName: '', functionVersion: '' },
  ...{ invokedFunctionArn: '', logGroupName: '', logStreamName: '', memoryLimitInMB: '' },
  getRemainingTimeInMillis: () => 0,
};

let lambda: Server;
let client: LambdaClient;
let asked: string[] = [];
let answer: { readonly body: string; readonly headers?: Record<string, string>; readonly status?: number };
beforeEach(async () => {
  asked = [];
  lambda = createServer((request, response) => {
    void readBody(request, 1000).then((body) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''} ${body?.toString() ?? ''}`);
      response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(lambda, 'listening');
  const { port } = lambda.address() as AddressInfo;
  client = new LambdaClient({ ...emulatedClient(`http://127.0.0.1:${port}`), maxAttempts: 1 });
});
afterEach(() => {
  client.destroy();
  lambda.close();
});

describe('a deployed function', () => {
  it('is invoked with the event and gives its answer', async () => {
    answer = { body: '{"batchItemFailures":[]}' };
    expect(await invokeLambda(client, 'store')({ records: {} }, CONTEXT)).toEqual({ batchItemFailures: [] });
    expect(asked).toEqual(['POST /2015-03-31/functions/store/invocations {"records":{}}']);
  });

  it('gives null where it answers nothing', async () => {
    answer = { body: '' };
    expect(await invokeLambda(client, 'store')({}, CONTEXT)).toBeNull();
  });

  it('fails with its own message where it failed, though it was answered', async () => {
    answer = { body: '{"errorMessage":"no database"}', headers: { 'x-amz-function-error': 'Unhandled' } };
    await expect(invokeLambda(client, 'store')({}, CONTEXT)).rejects.toThrow(
      'store failed: {"errorMessage":"no database"}',
    );
  });

  it('fails where it could not be invoked', async () => {
    answer = { body: '{"message":"Function not found"}', status: 404 };
    await expect(invokeLambda(client, 'gone')({}, CONTEXT)).rejects.toThrow();
  });
});
