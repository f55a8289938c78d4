import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { problemOf, type ProblemFacts, type ProblemKind } from '#contracts/problem.ts';
import {
  referenceStartSchema,
  scheduleImportQuery,
  scheduleImportSchema,
  type ScheduleImport,
} from '#contracts/http-admin.ts';
import { ADMIN_ROUTES, PROBLEM_MEDIA_TYPE, problemSchema, ROUTES } from '#contracts/http-api.ts';
import type { DeliveryEnv } from './answers/deliver.ts';

const SECURITY = [{ AdminToken: [] }];
const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' as const }, example: 1800 },
};

function problem(description: string, kind: ProblemKind, facts: ProblemFacts) {
  const example = problemOf(kind, facts);
  return { description, content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema, example } } };
}

function unauthorized(instance: string) {
  const detail = 'Send Authorization: Bearer with the admin token, on AWS a request signed with SigV4.';
  const challenge = { description: 'What is wanted.', schema: { type: 'string' as const }, example: 'Bearer' };
  const answer = problem('The token is missing or wrong. On AWS, API Gateway answers 403 itself.', 'unauthorized', {
    ...{ detail, instance },
  });
  return { ...answer, headers: { 'WWW-Authenticate': challenge } };
}

const IMPORT_EXAMPLE: ScheduleImport = {
  ...{ origin: 'FRA', destination: 'JFK', date: '2026-12-01', sample: false },
  ...{ received: 2, stored: 1, merged: 1, changed: 1, rejected: {} },
  itineraries: [
    {
      id: 'FRA-JFK/2026-12-01/LH400:FRA-JFK',
      origin: 'FRA',
      destination: 'JFK',
      departureDate: '2026-12-01',
      durationMin: 535,
      legs: [
        {
          flight: 'LH400',
          numbers: ['LH400', 'UA8840'],
          operatingAirline: 'LH',
          aircraftCode: '74H',
          mode: 'air',
          stops: 0,
          departure: {
            ...{ airport: 'FRA', atMs: 1_796_118_900_000, local: '2026-12-01T10:55', terminal: '1' },
            timeZone: 'Europe/Berlin',
          },
          arrival: {
            ...{ airport: 'JFK', atMs: 1_796_151_000_000, local: '2026-12-01T13:50', terminal: '1' },
            timeZone: 'America/New_York',
          },
        },
      ],
    },
  ],
};

const scheduleRoute = createRoute({
  method: 'post',
  path: ADMIN_ROUTES.schedule,
  summary: 'Fetch the schedules of a day',
  description:
    'For operators: asks Lufthansa for one day of a route, stores what it has and answers it, within twenty seconds.',
  security: SECURITY,
  request: { query: scheduleImportQuery },
  responses: {
    200: {
      description: 'What Lufthansa has, which may be nothing.',
      content: { 'application/json': { schema: scheduleImportSchema, example: IMPORT_EXAMPLE } },
    },
    400: problem('A parameter is missing or malformed.', 'parameter', {
      detail: 'date is missing. Ask with ?origin=FRA&destination=JFK&date=2026-12-01.',
      instance: ADMIN_ROUTES.schedule,
      parameter: 'date',
    }),
    401: unauthorized(ADMIN_ROUTES.schedule),
    409: problem('The database holds data of another source.', 'conflict', {
      detail: 'The database holds data of the Lufthansa API; sample data is never mixed with it.',
      instance: ADMIN_ROUTES.schedule,
    }),
    500: problem('The Lufthansa API failed; its status and message are inside.', 'lufthansa', {
      detail: 'The Lufthansa API answered with status 504: Gateway Timeout.',
      instance: ADMIN_ROUTES.schedule,
    }),
    503: {
      ...problem('The calls of the hour are spent, or the database is away.', 'quota', {
        detail: 'The calls of this hour are spent; try again in 1800 s.',
        instance: ADMIN_ROUTES.schedule,
      }),
      headers: RETRY_AFTER,
    },
  },
});

const referencesRoute = createRoute({
  method: 'post',
  path: ADMIN_ROUTES.references,
  summary: 'Update the reference data',
  description: `For operators: starts an update of countries, cities, airports, airlines and aircraft types. ${ROUTES.status} says how far it is.`,
  security: SECURITY,
  responses: {
    202: {
      description: 'It was started, or a run that had to stop is gone on with.',
      headers: {
        Location: { description: 'Where to look.', schema: { type: 'string' as const }, example: ROUTES.status },
      },
      content: {
        'application/json': {
          schema: referenceStartSchema,
          example: { runId: '7d1f7a0e-0a52-4b8e-9f7c-3f1f6f0c2a11' },
        },
      },
    },
    401: unauthorized(ADMIN_ROUTES.references),
    409: problem('An update is under way.', 'conflict', {
      detail: `The reference data is being updated already; ${ROUTES.status} says how far it is.`,
      instance: ADMIN_ROUTES.references,
    }),
    503: {
      ...problem('The database is away.', 'unavailable', {
        detail: 'The database is away or too slow at the moment; try again in 10 s.',
        instance: ADMIN_ROUTES.references,
      }),
      headers: RETRY_AFTER,
    },
  },
});

/** Adds the routes that another function answers to the OpenAPI text. */
export function describeAdmin({ openAPIRegistry: registry }: OpenAPIHono<DeliveryEnv>): void {
  registry.registerComponent('securitySchemes', 'AdminToken', {
    type: 'http',
    scheme: 'bearer',
    description:
      'The admin token of one machine. On AWS requests are signed with SigV4 for the API’s own address instead.',
  });
  registry.registerPath(scheduleRoute);
  registry.registerPath(referencesRoute);
}
