import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Logger } from '#adapters/observability/logger.ts';
import { ADMIN_ROUTES, ROUTES } from '#contracts/http-api.ts';
import type { DeliveryEnv } from './deliver.ts';
import { HttpProblem, problemResponse } from './problem.ts';

/** How long a client waits before it asks again: longer than a replica set takes to elect a primary. */
const RETRY_AFTER_SECONDS = 10;
const ALLOWED_METHODS = 'GET, HEAD';

const KNOWN_PATHS = Object.values(ROUTES).map((route) => new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}$`));

/** The admin function takes what is posted to them. */
const ADMIN_PATHS: ReadonlySet<string> = new Set(Object.values(ADMIN_ROUTES));

/** Answers what no route takes: 405 where the path exists under another method, else 404. */
export function refuseUnknown(c: Context): Response {
  const { path, method } = c.req;
  const allowed = allowedOn(path, method);
  if (allowed === null) {
    return problemResponse('not-found', path, { detail: `Nothing lives here; ${ROUTES.openapi} lists what does.` });
  }
  const detail = `${method} is not allowed on this path; use ${allowed}.`;
  return problemResponse('method-not-allowed', path, { detail }, { Allow: allowed });
}

/** The methods of a path, null where there is no such path. */
function allowedOn(path: string, method: string): string | null {
  if (ADMIN_PATHS.has(path) && method !== 'POST') return 'POST';
  return KNOWN_PATHS.some((known) => known.test(path)) ? ALLOWED_METHODS : null;
}

export interface RefuseFailuresOptions {
  readonly logger: Logger;
  /** Whether an error says that the database is away. */
  readonly isUnavailable: (error: unknown) => boolean;
  /** Whether an error is for whoever hosts the function, who may be able to cure it; it is thrown on. */
  readonly isForHost: (error: unknown) => boolean;
}

/** Answers what a route threw. The log gets the error, the client what it can act on. */
export function refuseFailures({
  logger,
  isUnavailable,
  isForHost,
}: RefuseFailuresOptions): Parameters<OpenAPIHono<DeliveryEnv>['onError']>[0] {
  return (error, c) => {
    const { path } = c.req;
    if (error instanceof HttpProblem) return problemResponse(error.kind, path, error.details);
    if (isForHost(error)) throw error;
    if (isUnavailable(error)) {
      logger.warn('database away', { path, error });
      const detail = `The database can't be read at the moment; try again in ${RETRY_AFTER_SECONDS} s.`;
      return problemResponse('unavailable', path, { detail, retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    logger.error('request failed', { path, error });
    return problemResponse('internal', path, { detail: 'Something failed on our side; try again later.' });
  };
}
