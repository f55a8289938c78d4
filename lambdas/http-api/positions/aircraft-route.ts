import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Clock } from '#adapters/observability/clock.ts';
import { aircraftQuery, aircraftSchema, type Aircraft } from '#contracts/http-aircraft.ts';
import { aircraftParameters, ROUTES } from '#contracts/http-api.ts';
import type { JoinedFlight } from '#contracts/http-joined-flight.ts';
import { DEFAULT_NAME_LANGUAGE } from '#contracts/http-reference.ts';
import type { Position } from '#domain/position.ts';
import type { DeliveryEnv } from '../answers/deliver.ts';
import { AIRCRAFT_EXAMPLE } from '../examples.ts';
import { findAircraft, type LatestSource } from './find-aircraft.ts';
import { joinFlight, type JoinPorts } from '../schedules/join-flight.ts';
import { HttpProblem } from '../answers/problem.ts';
import { malformed, notFound, unavailable } from '../answers/problem-answers.ts';
import { roundedMotion } from './rounding.ts';
import type { ScheduleState } from '../schedules/schedule-state.ts';

const aircraftRoute = createRoute({
  method: 'get',
  path: ROUTES.aircraft,
  summary: 'One aircraft',
  description:
    'The newest stored position of an aircraft, however old, what it says about itself, and the scheduled flight that it ' +
    'is taken to fly: never certain, and for simulated aircraft only of sample schedules.',
  request: { params: aircraftParameters, query: aircraftQuery },
  responses: {
    200: {
      description: 'The aircraft.',
      content: { 'application/json': { schema: aircraftSchema, example: AIRCRAFT_EXAMPLE } },
    },
    400: malformed,
    404: notFound,
    503: unavailable,
  },
});

export interface AircraftRouteOptions extends JoinPorts {
  readonly positions: LatestSource;
  readonly readState: () => Promise<ScheduleState>;
  readonly clock: Clock;
}

export function serveAircraft(app: OpenAPIHono<DeliveryEnv>, options: AircraftRouteOptions): void {
  const { positions, readState, clock } = options;
  app.openapi(aircraftRoute, async (c) => {
    const { icao24 } = c.req.valid('param');
    const position = await findAircraft(positions, icao24);
    if (position === null) {
      throw new HttpProblem('not-found', { detail: `Nothing is stored of ${icao24}.`, parameter: 'icao24' });
    }
    const { lang: language = DEFAULT_NAME_LANGUAGE } = c.req.valid('query');
    const { source } = await readState();
    const flight = await joinFlight(options, position, { source, language });
    c.header('Cache-Control', 'public, max-age=1');
    return c.json(toAircraft(position, flight, clock()), 200);
  });
}

function toAircraft(position: Position, flight: JoinedFlight | null, nowMs: number): Aircraft {
  const { icao24, kind, observedAtMs, callsign, registration, typeCode, flightNumber, airline } = position;
  const { origin, destination, squawk, category } = position;
  return {
    icao24,
    kind,
    lastSeenMs: observedAtMs,
    ageMs: Math.max(0, nowMs - observedAtMs),
    identity: { callsign, registration, typeCode, flightNumber, airline, origin, destination, squawk, category },
    position: { ...position, ...roundedMotion(position) },
    flight,
  };
}
