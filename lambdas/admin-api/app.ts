import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Clock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { ADMIN_ROUTES } from '#contracts/http-api.ts';
import { problemAnswer, type Answer } from './answer.ts';
import { operatorOf } from './authorize.ts';
import { answerReferences, type StartReferences } from './references-route.ts';
import { answerSchedule, type ImportDay } from './schedule-route.ts';

export interface AppOptions {
  readonly importDay: ImportDay;
  readonly startReferences: StartReferences;
  /** What operators on one machine know; null on AWS. */
  readonly adminToken: string | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The admin routes. Who may not use them learns nothing else; every use is logged. */
export function createApp(options: AppOptions): (event: APIGatewayProxyEventV2) => Promise<Answer> {
  const { adminToken, startReferences, logger } = options;
  return async (event) => {
    const { rawPath: instance, requestContext } = event;
    const { method } = requestContext.http;
    const operator = operatorOf(event, adminToken);
    if (operator === null) {
      const detail = 'Send Authorization: Bearer with the admin token, on AWS a request signed with SigV4.';
      return problemAnswer('unauthorized', { detail, instance }, { 'WWW-Authenticate': 'Bearer realm="airlines"' });
    }
    logger.info('admin request', { operator, method, path: instance, query: event.rawQueryString });
    if (method === 'POST' && instance === ADMIN_ROUTES.schedule) return answerSchedule(event, options);
    if (method === 'POST' && instance === ADMIN_ROUTES.references) return answerReferences(event, startReferences);
    return problemAnswer('not-found', { detail: `${method} ${instance} is no admin route.`, instance });
  };
}
