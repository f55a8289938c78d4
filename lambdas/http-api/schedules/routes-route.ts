import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '#contracts/http-api.ts';
import { routesQuery, routesSchema } from '#contracts/http-flights.ts';
import { DEFAULT_NAME_LANGUAGE } from '#contracts/http-reference.ts';
import type { DeliveryEnv } from '../answers/deliver.ts';
import { findPlace, type ServedSource } from './find-place.ts';
import { listRoutes, type RoutePorts, type RouteSource } from './list-routes.ts';
import { HttpProblem } from '../answers/problem.ts';
import { malformed, placeNotFound, unavailableOrEmpty } from '../answers/problem-answers.ts';
import { isSample, requireStored, type ScheduleState } from './schedule-state.ts';
import { ROUTES_EXAMPLE } from './schedule-examples.ts';

const routesRoute = createRoute({
  method: 'get',
  path: ROUTES.routes,
  summary: 'What a search can choose from',
  description:
    'Without `from` the places that stored schedules start from; with it those that can be reached from there; with ' +
    '`from` and `to` also the days that have something, those past included.',
  request: { query: routesQuery },
  responses: {
    200: {
      description: 'Places and days.',
      content: { 'application/json': { schema: routesSchema, example: ROUTES_EXAMPLE } },
    },
    400: malformed,
    404: placeNotFound,
    503: unavailableOrEmpty,
  },
});

/** Schedules come while a run goes on; some seconds later is soon enough to know what there is to choose from. */
const CACHE_CONTROL = 'public, max-age=10';

export interface RoutesRouteOptions extends RoutePorts {
  readonly flights: RouteSource & ServedSource;
  readonly readState: () => Promise<ScheduleState>;
}

export function serveRoutes(app: OpenAPIHono<DeliveryEnv>, options: RoutesRouteOptions): void {
  app.openapi(routesRoute, async (c) => {
    const { from, to, lang: language = DEFAULT_NAME_LANGUAGE } = c.req.valid('query');
    if (to !== undefined && from === undefined) {
      throw new HttpProblem('parameter', { detail: 'from must be given with to.', parameter: 'from' });
    }
    const state = await options.readState();
    requireStored(state, 'flights');
    const place = (code: string | undefined, parameter: string) =>
      code === undefined ? null : findPlace(options, { code, language, parameter });
    const [origin, destination] = await Promise.all([place(from, 'from'), place(to, 'to')]);
    const routes = await listRoutes(options, { from: origin, to: destination, language });
    c.header('Cache-Control', CACHE_CONTROL);
    return c.json({ sample: isSample(state), ...routes }, 200);
  });
}
