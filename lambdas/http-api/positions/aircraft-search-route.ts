import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { aircraftSearchQuery, aircraftSearchSchema } from '#contracts/http-aircraft-search.ts';
import { ROUTES } from '#contracts/http-api.ts';
import type { DeliveryEnv } from '../answers/deliver.ts';
import { AIRCRAFT_SEARCH_EXAMPLE } from '../examples.ts';
import { malformed, unavailable } from '../answers/problem-answers.ts';
import type { Picture } from './read-picture.ts';
import { searchAircraft } from './search-aircraft.ts';

const aircraftSearchRoute = createRoute({
  method: 'get',
  path: ROUTES.aircraftSearch,
  summary: 'Aircraft by name',
  description:
    'Aircraft heard lately that a text names, wherever they are: live ones, or of the kind that is shown where none are live.',
  request: { query: aircraftSearchQuery },
  responses: {
    200: {
      description: 'What was found, best first.',
      content: { 'application/json': { schema: aircraftSearchSchema, example: AIRCRAFT_SEARCH_EXAMPLE } },
    },
    400: malformed,
    503: unavailable,
  },
});

export function serveAircraftSearch(app: OpenAPIHono<DeliveryEnv>, readPicture: () => Promise<Picture>): void {
  app.openapi(aircraftSearchRoute, async (c) => {
    const { q } = c.req.valid('query');
    c.header('Cache-Control', 'public, max-age=1');
    return c.json(searchAircraft(await readPicture(), q), 200);
  });
}
