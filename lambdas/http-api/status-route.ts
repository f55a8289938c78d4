import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Clock } from '#adapters/observability/clock.ts';
import { PROBLEM_MEDIA_TYPE, problemSchema, ROUTES } from '#contracts/http-api.ts';
import { statusSchema } from '#contracts/http-status.ts';
import { FRAME_VERSION } from '#contracts/live-frame.ts';
import { POSITION_EVENT_VERSION } from '#contracts/position-event.ts';
import { AIRLINES_VERSION } from '#contracts/version.ts';
import type { DeliveryEnv } from './answers/deliver.ts';
import { STALE_STATUS_EXAMPLE, STATUS_EXAMPLE } from './examples.ts';
import { unavailable } from './answers/problem-answers.ts';
import type { Picture } from './positions/read-picture.ts';
import { remember } from './remember.ts';
import { reportStatus, type StoreStateSource } from './report-status.ts';
import type { ScheduleState } from './schedules/schedule-state.ts';

const statusRoute = createRoute({
  method: 'get',
  path: ROUTES.status,
  summary: 'How Airlines does',
  description:
    'Age of the newest position, each feed, the store and its history, and how loading schedules does. Fit for a health ' +
    'check.',
  responses: {
    200: {
      description: 'Positions arrive.',
      content: { 'application/json': { schema: statusSchema, example: STATUS_EXAMPLE } },
    },
    503: {
      description: 'The newest position is too old (the same body), or the database is away (a problem).',
      headers: unavailable.headers,
      content: {
        'application/json': { schema: statusSchema, example: STALE_STATUS_EXAMPLE },
        [PROBLEM_MEDIA_TYPE]: { schema: problemSchema, example: unavailable.content[PROBLEM_MEDIA_TYPE].example },
      },
    },
  },
});

/** Sizes are read from the server's statistics, which cost more than a snapshot and change slowly. */
const STORE_REMEMBERED_MS = 2000;
const RETRY_AFTER_SECONDS = 10;

export interface StatusRouteOptions {
  readonly readPicture: () => Promise<Picture>;
  readonly store: StoreStateSource;
  readonly readState: () => Promise<ScheduleState>;
  readonly nodeVersion: string;
  readonly clock: Clock;
}

export function serveStatus(app: OpenAPIHono<DeliveryEnv>, options: StatusRouteOptions): void {
  const { readPicture, store, readState, clock } = options;
  const versions = {
    airlines: AIRLINES_VERSION,
    positionEvent: String(POSITION_EVENT_VERSION),
    liveFrame: String(FRAME_VERSION),
    node: options.nodeVersion,
  };
  const readStore = remember(
    async () => {
      const [progress, history, deadLetters] = await Promise.all([
        store.progress(),
        store.history(),
        store.deadLetters(),
      ]);
      return { progress, history, deadLetters };
    },
    { forMs: STORE_REMEMBERED_MS, clock },
  );
  app.openapi(statusRoute, async (c) => {
    const [picture, state, schedules] = await Promise.all([readPicture(), readStore(), readState()]);
    const status = reportStatus({ picture, ...state, schedules, versions, nowMs: clock() });
    c.header('Cache-Control', 'no-cache');
    if (status.status === 'ok') return c.json(status, 200);
    c.header('Retry-After', String(RETRY_AFTER_SECONDS));
    return c.json(status, 503);
  });
}
