import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { putResponse } from '#adapters/aws/put-response.ts';
import type { CustomResourceResponse } from '#contracts/custom-resource.ts';

const RESPONSE: CustomResourceResponse = {
  ...{ Status: 'SUCCESS', Reason: '', PhysicalResourceId: 'p', StackId: 's', RequestId: 'r', LogicalResourceId: 'l' },
};
let close = (): void => undefined;
afterEach(() => close());

/** A server that answers with these states, one after the other, and keeps what it was told. */
async function startServer(statuses: number[]) {
  const requests: { method: string | undefined; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const { method, headers } = request;
        requests.push({ method, headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(statuses.shift() ?? 500).end();
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => void server.close();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/answer?X-Amz-Signature=hush`, requests };
}

test('the answer is put as JSON without a content type, which the address was not signed for', async () => {
  const { url, requests } = await startServer([200]);
  await putResponse(url, RESPONSE, { sleep: async () => undefined });
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({ method: 'PUT', body: JSON.stringify(RESPONSE) });
  expect(requests[0]?.headers['content-type'] ?? '').toBe('');
});

test('it is put again where that failed, with growing pauses', async () => {
  const { url, requests } = await startServer([503, 500, 200]);
  const pauses: number[] = [];
  await putResponse(url, RESPONSE, { sleep: async (ms) => void pauses.push(ms) });
  expect(requests).toHaveLength(3);
  expect(pauses).toEqual([500, 1000]);
});

test('after four attempts it is an error that does not tell the signed address', async () => {
  const { url, requests } = await startServer([]);
  const error: unknown = await putResponse(url, RESPONSE, { sleep: async () => undefined }).catch((e: unknown) => e);
  expect(requests).toHaveLength(4);
  expect(String(error)).toBe('Error: CloudFormation could not be told the outcome: status 500, 4 times');
});
