import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Clock } from '#adapters/observability/clock.ts';
import { aircraftSchema, type Aircraft } from '#contracts/http-aircraft.ts';
import { aircraftParameters, ROUTES } from '#contracts/http-api.ts';
import type { Position } from '#domain/position.ts';
import type { DeliveryEnv } from './deliver.ts';
import { AIRCRAFT_EXAMPLE } from './examples.ts';
import { findAircraft, type LatestSource } from './find-aircraft.ts';
import { HttpProblem } from './problem.ts';
import { malformed, notFound, unavailable } from './problem-answers.ts';
import { roundedMotion } from './rounding.ts';

const aircraftRoute = createRoute({
  method: 'get',
  path: ROUTES.aircraft,
  summary: 'One aircraft',
  description: 'The newest stored position of an aircraft, however old, and what it says about itself.',
  request: { params: aircraftParameters },
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

export function serveAircraft(app: OpenAPIHono<DeliveryEnv>, source: LatestSource, clock: Clock): void {
  app.openapi(aircraftRoute, async (c) => {
    const { icao24 } = c.req.valid('param');
    const position = await findAircraft(source, icao24);
    if (position === null) {
      throw new HttpProblem('not-found', { detail: `Nothing is stored of ${icao24}.`, parameter: 'icao24' });
    }
    c.header('Cache-Control', 'public, max-age=1');
    return c.json(toAircraft(position, clock()), 200);
  });
}

function toAircraft(position: Position, nowMs: number): Aircraft {
  const { icao24, kind, observedAtMs, callsign, registration, typeCode, flightNumber, airline } = position;
  const { origin, destination, squawk, category } = position;
  return {
    icao24,
    kind,
    lastSeenMs: observedAtMs,
    ageMs: Math.max(0, nowMs - observedAtMs),
    identity: { callsign, registration, typeCode, flightNumber, airline, origin, destination, squawk, category },
    position: { ...position, ...roundedMotion(position) },
  };
}
