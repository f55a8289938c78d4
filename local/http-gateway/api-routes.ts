import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ADMIN_ROUTES } from '#contracts/http-api.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import { PROXY_ROUTE } from './api-event.ts';
import type { HttpGatewayOptions } from './options.ts';

/** A route of the HTTP API and the function behind it. */
export interface ApiRoute {
  readonly routeKey: string;
  readonly functionName: string;
  readonly handler: LambdaFunction<APIGatewayProxyEventV2>;
}

const ADMIN_ROUTE_KEYS: ReadonlySet<string> = new Set(Object.values(ADMIN_ROUTES).map((path) => `POST ${path}`));

/** Chooses as API Gateway does: the route that names method and path, else the one for everything below `/api/`. */
export function createApiRoutes({
  api,
  admin,
}: Pick<HttpGatewayOptions, 'api' | 'admin'>): (request: IncomingMessage) => ApiRoute {
  const everythingElse: ApiRoute = { routeKey: PROXY_ROUTE, functionName: 'http-api', handler: api };
  return ({ method = 'GET', url = '' }) => {
    const routeKey = `${method} ${url.split('?')[0] ?? ''}`;
    if (admin === undefined || !ADMIN_ROUTE_KEYS.has(routeKey)) return everythingElse;
    return { routeKey, functionName: 'admin-api', handler: admin };
  };
}
