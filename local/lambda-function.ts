import type { Context } from 'aws-lambda';

/**
 * A Lambda function as its trigger sees it: what `createHandler(config)` of a `lambdas/<name>/handler.ts` returns.
 * A function that takes less (no context, an unknown event) fits too.
 */
export type LambdaFunction<Event = unknown> = (event: Event, context: Context) => Promise<unknown>;
