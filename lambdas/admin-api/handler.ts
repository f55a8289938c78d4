import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { hostFunction } from '#adapters/aws/host-function.ts';
import { startFunction } from '#adapters/aws/start-function.ts';
import { withRequest } from '#adapters/aws/with-request.ts';
import { createEtlPorts } from '#adapters/etl/create-etl-ports.ts';
import { stoppedRunId } from '#adapters/etl/run-etl.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createFlightStore } from '#adapters/mongo/schedules/flight-store.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { withCorrelation } from '#adapters/observability/correlation.ts';
import { createFunctionLogger } from '#adapters/observability/function-logger.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { ENV } from '#contracts/names.ts';
import type { Answer } from './answer.ts';
import { createApp } from './app.ts';
import { readConfig, type AdminApiConfig } from './config.ts';
import { createDayImporter } from './import-day.ts';
import { answerFailures } from './refuse.ts';
import { createReferenceStarter, type StartEtl } from './start-references.ts';

/** The function, and how a host that ends before its process does lets go of what it holds. */
export type AdminApiHandler = ((event: APIGatewayProxyEventV2) => Promise<Answer>) & { close(): Promise<void> };

export interface AdminApiDeps {
  readonly logger?: Logger;
  /** Starts reference-etl. @default the function that the configuration names */
  readonly startEtl?: StartEtl;
}

/** Of one operation of the database; an answer as a whole has twenty seconds. */
const OPERATION_TIMEOUT_MS = 8000;
const createOwnLogger = (): Logger => createFunctionLogger('admin-api');

/** Answers failures too: where the database or the quota is away with 503, where Lufthansa failed with 500 and its words. */
export function createHandler(config: AdminApiConfig, deps: AdminApiDeps = {}): AdminApiHandler {
  const { logger = createOwnLogger() } = deps;
  const routes = createRoutes(config, { ...deps, logger });
  return Object.assign(named(answerFailures(routes, logger)), { close: () => routes.close() });
}

type Answering = (event: APIGatewayProxyEventV2) => Promise<Answer>;

/** Names the request in the lines of its invocation, as the API's access log does. */
function named(answer: Answering): Answering {
  return (event) => withCorrelation({ apiRequestId: event.requestContext.requestId }, () => answer(event));
}

/** Throws failures, so that a host can cure those of rotated secrets. */
function createRoutes(
  { mongodb, lufthansa, adminToken, referenceEtlFunction }: AdminApiConfig,
  { logger = createOwnLogger(), startEtl = startNamed(referenceEtlFunction) }: AdminApiDeps,
): AdminApiHandler {
  const { source } = lufthansa;
  const mongo = createMongoConnection({
    ...mongodb,
    appName: 'airlines-admin-api',
    serverSelectionTimeoutMs: 3000,
    socketTimeoutMs: OPERATION_TIMEOUT_MS,
  });
  const ports = createEtlPorts({ db: mongo.db, lufthansa, clock: systemClock, logger });
  const newRunId = randomUUID;
  const app = createApp({
    importDay: createDayImporter({ ...ports, flights: createFlightStore(mongo.db), newRunId, source }),
    startReferences: createReferenceStarter({
      leases: ports.leases,
      stoppedRunId: () => stoppedRunId(ports, 'references', source),
      start: startEtl,
      newRunId,
      source,
    }),
    adminToken,
    clock: systemClock,
    logger,
  });
  return Object.assign(app, { close: () => mongo.close() });
}

function startNamed(functionName: string | null): StartEtl {
  return async (event) => {
    if (functionName === null) throw new Error(`${ENV.referenceEtlFunction} must be set`);
    await startFunction(functionName, event);
  };
}

/**
 * Trigger: the HTTP API, `POST /api/schedule` and `POST /api/references` (payload 2.0), which API Gateway lets only signed
 * requests through to. Imports a day of a route, or starts reference-etl.
 */
export const handler = withRequest(
  named(
    answerFailures(
      hostFunction((env) => createRoutes(readConfig(env), {}), process.env),
      createOwnLogger(),
    ),
  ),
);
