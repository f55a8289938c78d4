import type { Context } from 'aws-lambda';

/**
 * A Lambda function as its trigger sees it: what `createHandler(config)` of a `lambdas/<name>/handler.ts` returns.
 * A function that takes less (no context, an unknown event) fits too.
 */
export type LambdaFunction<Event = unknown> = (event: Event, context: InvocationContext) => Promise<unknown>;

/** Lambda's context without the callbacks, which functions on Node 24 no longer have. */
export type InvocationContext = Omit<Context, 'done' | 'fail' | 'succeed'>;
