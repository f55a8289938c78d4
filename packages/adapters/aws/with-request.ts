import { isJsonObject } from '#contracts/read.ts';
import { withCorrelation } from '../observability/correlation.ts';

/**
 * Names the invocation in each line that is logged meanwhile: `requestId`, as Lambda's own lines and its traces call it,
 * and `coldStart` in a container's first.
 * @param invoke with the event and Lambda's context; what is called without a context has no `requestId`
 */
export function withRequest<Args extends readonly unknown[], Result>(
  invoke: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  let isColdStart = true;
  return (...args) => {
    const fields = { ...requestOf(args[1]), ...(isColdStart && { coldStart: true }) };
    isColdStart = false;
    return withCorrelation(fields, () => invoke(...args));
  };
}

function requestOf(context: unknown): { readonly requestId?: string } {
  const requestId = isJsonObject(context) ? context['awsRequestId'] : undefined;
  return typeof requestId === 'string' ? { requestId } : {};
}
