import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { hostFunction } from '#adapters/aws/host-function.ts';
import { putResponse } from '#adapters/aws/put-response.ts';
import { withRequest } from '#adapters/aws/with-request.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { databaseRefusal } from '#adapters/mongo/database-refusal.ts';
import { ensureIndex, indexRules } from '#adapters/mongo/schema.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { createFunctionLogger } from '#adapters/observability/function-logger.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { answerStack } from './answer-stack.ts';
import { applyRules, type SchemaReport } from './apply-rules.ts';
import { readConfig, type DatabaseSchemaConfig } from './config.ts';
import { schemaMetrics } from './schema-metrics.ts';

/** What of the invocation's context is needed. */
export type SchemaContext = Pick<Context, 'getRemainingTimeInMillis'>;

/** The step, and how a host that ends before its process does lets go of what it holds. */
export type DatabaseSchemaHandler = ((event: unknown, context: SchemaContext) => Promise<SchemaReport>) & {
  close(): Promise<void>;
};

/** Of the time given: for the answer, which may have to be repeated. */
const ANSWER_MS = 20_000;
const createOwnLogger = (): Logger => createFunctionLogger('database-schema');
const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal, ref: false }).catch(() => undefined);

/**
 * Creates what is missing of our indexes and brings their times to live into line. Never drops anything. Ends before its
 * time does and says what is left, which the next run goes on with.
 * @throws the driver's error where the database can't be reached or refuses the login or the right
 */
export function createHandler(
  { mongodb, retention }: DatabaseSchemaConfig,
  { logger = createOwnLogger() }: { readonly logger?: Logger } = {},
): DatabaseSchemaHandler {
  const mongo = createMongoConnection({
    ...mongodb,
    appName: 'airlines-database-schema',
    maxPoolSize: 2,
    serverSelectionTimeoutMs: 10_000,
  });
  const handle = async (_event: unknown, context: SchemaContext): Promise<SchemaReport> => {
    const untilMs = systemClock() + context.getRemainingTimeInMillis() - ANSWER_MS;
    const report = await applyRules(indexRules(retention), untilMs, {
      ensure: (rule) => ensureIndex(mongo.db, rule),
      isRefusal: (error) => databaseRefusal(error) !== null,
      clock: systemClock,
      sleep,
    });
    const level = report.left.length > 0 ? 'warn' : 'info';
    logger[level]('schema brought into line', { ...report, ...schemaMetrics(report, systemClock()) });
    return report;
  };
  return Object.assign(handle, { close: () => mongo.close() });
}

const answer = answerStack({
  step: hostFunction((env) => createHandler(readConfig(env)), process.env),
  reasonOf: (error) => databaseRefusal(error) ?? (error instanceof Error ? error.message : String(error)),
  put: (url, response) => putResponse(url, response, { sleep }),
  logger: createOwnLogger(),
});

/**
 * Trigger: CloudFormation, before the functions that use the database are updated; or an operator, `{}`, who gets the
 * report. An index never fails a deployment: what is left is in the answer, the log and a metric, and undoing a stack would
 * build no index. A database that can't be used does, with the reason and its remedy, before anything is updated that could
 * not work with it: at a first deployment the address in the secret, or the role's user, may not be there yet. Then
 * `cdk deploy` is repeated when they are. Deleting the stack leaves the database as it is.
 */
export const handler = withRequest(answer);
