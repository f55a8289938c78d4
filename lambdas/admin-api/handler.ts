import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { hostFunction } from '#adapters/aws/host-function.ts';
import { connectLufthansa } from '#adapters/etl/connect-lufthansa.ts';
import { stoppedRunId } from '#adapters/etl/run-etl.ts';
import { createMongoConnection, type MongoConnection } from '#adapters/mongo/connection.ts';
import { claimDataSource } from '#adapters/mongo/data-source-claim.ts';
import { createEtlRaw } from '#adapters/mongo/etl-raw.ts';
import { createEtlRejects } from '#adapters/mongo/etl-rejects.ts';
import { createEtlState } from '#adapters/mongo/etl-state.ts';
import { createFlightStore } from '#adapters/mongo/flight-store.ts';
import { createLeaseStore } from '#adapters/mongo/lease-store.ts';
import { createZoneDirectory } from '#adapters/mongo/zone-directory.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { createLogger, type Logger } from '#adapters/observability/logger.ts';
import { ENV } from '#contracts/names.ts';
import type { Answer } from './answer.ts';
import { createApp } from './app.ts';
import { readConfig, type AdminApiConfig } from './config.ts';
import { createDayImporter } from './import-day.ts';
import { answerFailures } from './refuse.ts';
import { createReferenceStarter, type StartEtl } from './start-references.ts';

type Routes = ((event: APIGatewayProxyEventV2) => Promise<Answer>) & { close(): Promise<void> };

export interface AdminApiDeps {
  readonly logger?: Logger;
  /** Starts reference-etl. @default the function that the configuration names */
  readonly startEtl?: StartEtl;
}

const MOST_ANSWER_MS = 8000;
const createFunctionLogger = (): Logger => createLogger({ fields: { function: 'admin-api' } });

/** The function, and how a host that ends before its process does lets go of what it holds. What fails is an answer too. */
export function createHandler(config: AdminApiConfig, deps: AdminApiDeps = {}): Routes {
  const { logger = createFunctionLogger(), startEtl } = deps;
  const routes = createRoutes(config, { logger, ...(startEtl === undefined ? {} : { startEtl }) });
  return Object.assign(answerFailures(routes, logger), { close: () => routes.close() });
}

/** Failures are thrown, so that a host can cure those of rotated secrets. */
function createRoutes(config: AdminApiConfig, { logger = createFunctionLogger(), startEtl }: AdminApiDeps): Routes {
  const mongo = createMongoConnection({
    uri: config.mongodbUri,
    database: config.mongodbDatabase,
    appName: 'airlines-admin-api',
    serverSelectionTimeoutMs: 3000,
    socketTimeoutMs: MOST_ANSWER_MS,
  });
  const app = createApp({
    importDay: createDayImporter({
      ...storesOf(mongo),
      api: connectLufthansa(config.lufthansa, { db: mongo.db, log: logger }),
      clock: systemClock,
      newRunId: randomUUID,
      source: config.lufthansa.source,
    }),
    startReferences: createReferenceStarter({
      leases: createLeaseStore(mongo.db),
      stoppedRunId: () =>
        stoppedRunId({ state: createEtlState(mongo.db), clock: systemClock }, 'references', config.lufthansa.source),
      start: startEtl ?? startNamed(config.referenceEtlFunction),
      newRunId: randomUUID,
      source: config.lufthansa.source,
    }),
    adminToken: config.adminToken,
    clock: systemClock,
    logger,
  });
  return Object.assign(app, { close: () => mongo.close() });
}

function storesOf({ db }: MongoConnection) {
  return {
    zones: createZoneDirectory(db),
    raw: createEtlRaw(db),
    flights: createFlightStore(db),
    rejects: createEtlRejects(db),
    claimSource: (source: AdminApiConfig['lufthansa']['source']) => claimDataSource(db, source),
  };
}

/** Loaded on first use, so that a machine without AWS never loads the SDK. */
function startNamed(functionName: string | null): StartEtl {
  return async (event) => {
    if (functionName === null) throw new Error(`${ENV.referenceEtlFunction} must be set`);
    const { startFunction } = await import('#adapters/aws/start-function.ts');
    await startFunction(functionName, event);
  };
}

/**
 * Trigger: the HTTP API, `POST /api/schedule` and `POST /api/references` (payload 2.0), which API Gateway lets only signed
 * requests through to. Imports a day of a route, or starts reference-etl.
 */
export const handler = answerFailures(
  hostFunction((env) => createRoutes(readConfig(env), {}), process.env),
  createFunctionLogger(),
);
