import { expect, test } from 'vitest';
import { withRequest } from '#adapters/aws/with-request.ts';
import { correlationFields } from '#adapters/observability/correlation.ts';

const invoke = withRequest((..._args: [string, unknown?]) => Promise.resolve({ ...correlationFields() }));

test('the lines of an invocation name its request, and the first of a container its cold start', async () => {
  expect(await invoke('event', { awsRequestId: 'a' })).toEqual({ requestId: 'a', coldStart: true });
  expect(await invoke('event', { awsRequestId: 'b' })).toEqual({ requestId: 'b' });
  expect(await invoke('event')).toEqual({});
  expect(correlationFields()).toEqual({});
});
