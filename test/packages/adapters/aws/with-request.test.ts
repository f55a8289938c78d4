import { expect, test } from 'vitest';
import { withRequest } from '#adapters/aws/with-request.ts';
import { correlationFields } from '#adapters/observability/correlation.ts';

const invoke = withRequest((event: string, context?: unknown) =>
  Promise.resolve({ event, hasContext: context !== undefined, ...correlationFields() }),
);

test('the lines of an invocation name its request, and the first of a container its cold start', async () => {
  const event = 'event';
  const context = (awsRequestId: string) => ({ awsRequestId });
  expect(await invoke(event, context('a'))).toEqual({ event, hasContext: true, requestId: 'a', coldStart: true });
  expect(await invoke(event, context('b'))).toEqual({ event, hasContext: true, requestId: 'b' });
  expect(await invoke(event)).toEqual({ event, hasContext: false });
  expect(correlationFields()).toEqual({});
});
