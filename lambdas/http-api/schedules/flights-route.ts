import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Clock } from '#adapters/observability/clock.ts';
import { ROUTES } from '#contracts/http-api.ts';
import { flightsQuery, flightsSchema, MAX_ITINERARIES, type FlightsQuery } from '#contracts/http-flights.ts';
import { DEFAULT_NAME_LANGUAGE } from '#contracts/http-reference.ts';
import type { DeliveryEnv } from '../answers/deliver.ts';
import { findPlace, type ServedSource } from './find-place.ts';
import { HttpProblem } from '../answers/problem.ts';
import { malformed, placeNotFound, tooLarge, unavailableOrEmpty } from '../answers/problem-answers.ts';
import { isSample, requireStored, type ScheduleState } from './schedule-state.ts';
import { FLIGHTS_EXAMPLE } from './schedule-examples.ts';
import { searchFlights, type SearchPorts } from './search-flights.ts';

const flightsRoute = createRoute({
  method: 'get',
  path: ROUTES.flights,
  summary: 'Search flights',
  description:
    'Ways from one place to another on a day, with changes or without, and back on another day. A city means all its ' +
    `airports. At most ${MAX_ITINERARIES} each way, by departure; where there is none, the nearest days that have one.`,
  request: { query: flightsQuery },
  responses: {
    200: {
      description: 'What was found, which may be nothing.',
      content: { 'application/json': { schema: flightsSchema, example: FLIGHTS_EXAMPLE } },
    },
    400: malformed,
    404: placeNotFound,
    413: tooLarge,
    503: unavailableOrEmpty,
  },
});

/** Schedules change once a night, which aircraft flies a leg within seconds. */
const CACHE_CONTROL = 'public, max-age=5';

export interface FlightsRouteOptions extends Omit<SearchPorts, 'flights'> {
  readonly flights: SearchPorts['flights'] & ServedSource;
  readonly readState: () => Promise<ScheduleState>;
  readonly clock: Clock;
}

export function serveFlights(app: OpenAPIHono<DeliveryEnv>, options: FlightsRouteOptions): void {
  const { readState, clock } = options;
  app.openapi(flightsRoute, async (c) => {
    const query = c.req.valid('query');
    refuseImpossible(query);
    const state = await readState();
    requireStored(state, 'flights');
    const language = query.lang ?? DEFAULT_NAME_LANGUAGE;
    const [from, to] = await Promise.all([
      findPlace(options, { code: query.from, language, parameter: 'from' }),
      findPlace(options, { code: query.to, language, parameter: 'to' }),
    ]);
    const { date, return: returnDate } = query;
    const found = await searchFlights(options, { from, to, date, returnDate, language, nowMs: clock() });
    c.header('Cache-Control', CACHE_CONTROL);
    return c.json({ sample: isSample(state), ...found }, 200);
  });
}

function refuseImpossible({ from, to, date, return: returnDate }: FlightsQuery): void {
  if (from === to) {
    throw new HttpProblem('parameter', { detail: 'to must be another place than from.', parameter: 'to' });
  }
  if (returnDate !== undefined && returnDate < date) {
    throw new HttpProblem('parameter', { detail: `return must not be before ${date}.`, parameter: 'return' });
  }
}
