import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { hostFunction } from '#adapters/aws/host-function.ts';
import { isAuthenticationFailure } from '#adapters/mongo/authentication.ts';
import { createBoardReader } from '#adapters/mongo/schedules/board-reader.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createFeedReader } from '#adapters/mongo/feeds/feed-reader.ts';
import { createFlightSearch } from '#adapters/mongo/schedules/flight-search.ts';
import { createJoinedFlightReader } from '#adapters/mongo/schedules/joined-flight-reader.ts';
import { createPositionReader } from '#adapters/mongo/positions/position-reader.ts';
import { createReferenceReader } from '#adapters/mongo/references/reference-reader.ts';
import { createReferenceSearch } from '#adapters/mongo/references/reference-search.ts';
import { createScheduleStateReader } from '#adapters/mongo/schedules/schedule-state-reader.ts';
import { createStoreStateReader } from '#adapters/mongo/positions/store-state.ts';
import { isUnavailable } from '#adapters/mongo/unavailable.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { withCorrelation } from '#adapters/observability/correlation.ts';
import { createFunctionLogger } from '#adapters/observability/function-logger.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { createApp } from './app.ts';
import { readConfig, type HttpApiConfig } from './config.ts';
import { answerEvent } from './answers/payload.ts';

/** The function, and how a host that ends before its process does lets go of what it holds. */
export type HttpApiHandler = ((event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>) & {
  close(): Promise<void>;
};

/** Under API Gateway's 30 s and short enough to be worth an answer: a client that waits longer has given up. */
const ANSWER_TIMEOUT_MS = 8000;

/**
 * Trigger: the HTTP API, every path under `/api/` (payload 2.0). Reads the stored positions, feeds, schedules, reference
 * data and the state of the store; writes nothing. Where the database is away the answer is 503 with Retry-After, any other
 * failure is a 500 whose error is in the log.
 */
export function createHandler(
  config: HttpApiConfig,
  { logger = createFunctionLogger('http-api') }: { readonly logger?: Logger } = {},
): HttpApiHandler {
  const mongo = createMongoConnection({
    ...config.mongodb,
    appName: 'airlines-http-api',
    serverSelectionTimeoutMs: 3000,
    socketTimeoutMs: ANSWER_TIMEOUT_MS,
  });
  const app = createApp({
    positions: createPositionReader(mongo.db),
    feeds: createFeedReader(mongo.db, (error) =>
      logger.warn('feed status left out', { field: error.field, code: error.code }),
    ),
    store: createStoreStateReader(mongo.db),
    schedules: {
      references: { ...createReferenceReader(mongo.db), ...createReferenceSearch(mongo.db) },
      flights: createFlightSearch(mongo.db),
      board: createBoardReader(mongo.db),
      joins: createJoinedFlightReader(mongo.db),
      state: createScheduleStateReader(mongo.db, config.callsPerHour),
    },
    nodeVersion: process.versions.node,
    clock: systemClock,
    logger,
    isUnavailable,
    isForHost: isAuthenticationFailure,
  });
  const handle = (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> =>
    withCorrelation({ apiRequestId: event.requestContext.requestId }, () => answerEvent(app, event));
  return Object.assign(handle, { close: () => mongo.close() });
}

export const handler = hostFunction((env) => createHandler(readConfig(env)), process.env);
