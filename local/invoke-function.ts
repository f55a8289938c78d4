import { randomUUID } from 'node:crypto';
import type { Clock } from '#adapters/observability/clock.ts';
import type { InvocationContext, LambdaFunction } from './lambda-function.ts';

/** How one invocation ended: with the function's answer, with its error, or without an answer in time. */
export type InvocationOutcome =
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'timed-out' };

export interface InvocationOptions {
  readonly functionName: string;
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/**
 * Invokes a function once, as Lambda does: with a context, and for no longer than its timeout. A function that runs into
 * it can't be ended here as Lambda would; what it answers later counts for nothing.
 */
export async function invokeFunction<Event>(
  handler: LambdaFunction<Event>,
  event: Event,
  { functionName, timeoutMs, clock }: InvocationOptions,
): Promise<InvocationOutcome> {
  const context = contextOf(functionName, clock, clock() + timeoutMs);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<InvocationOutcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'timed-out' }), timeoutMs);
  });
  try {
    return await Promise.race([answerOf(handler, event, context), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function answerOf<Event>(
  handler: LambdaFunction<Event>,
  event: Event,
  context: InvocationContext,
): Promise<InvocationOutcome> {
  try {
    return { kind: 'answered', answer: await handler(event, context) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

function contextOf(functionName: string, clock: Clock, endsAtMs: number): InvocationContext {
  return {
    awsRequestId: randomUUID(),
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    memoryLimitInMB: '512',
    getRemainingTimeInMillis: () => Math.max(0, endsAtMs - clock()),
  };
}
