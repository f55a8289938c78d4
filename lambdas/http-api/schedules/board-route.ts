import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Clock } from '#adapters/observability/clock.ts';
import { ROUTES } from '#contracts/http-api.ts';
import {
  BOARD_BEFORE_MS,
  BOARD_SPAN_MS,
  boardParameters,
  boardQuery,
  boardSchema,
  MAX_BOARD_FLIGHTS,
  MAX_BOARD_SPAN_MS,
  type BoardQuery,
} from '#contracts/http-board.ts';
import { DEFAULT_NAME_LANGUAGE } from '#contracts/http-reference.ts';
import type { DeliveryEnv } from '../answers/deliver.ts';
import { findPlace, type ServedSource } from './find-place.ts';
import { HttpProblem } from '../answers/problem.ts';
import { malformed, placeNotFound, tooLarge, unavailableOrEmpty } from '../answers/problem-answers.ts';
import { readBoard, type BoardPorts } from './read-board.ts';
import { isSample, requireStored, type ScheduleState } from './schedule-state.ts';
import { BOARD_EXAMPLE } from './schedule-examples.ts';

const boardRoute = createRoute({
  method: 'get',
  path: ROUTES.board,
  summary: 'Departures or arrivals of an airport',
  description:
    'The stored flights of an airport, or of all airports of a city, by scheduled time, with estimated and actual times ' +
    `where they are known. At most ${MAX_BOARD_FLIGHTS}.`,
  request: { params: boardParameters, query: boardQuery },
  responses: {
    200: {
      description: 'The board.',
      content: { 'application/json': { schema: boardSchema, example: BOARD_EXAMPLE } },
    },
    400: malformed,
    404: placeNotFound,
    413: tooLarge,
    503: unavailableOrEmpty,
  },
});

const CACHE_CONTROL = 'public, max-age=10';
/** Without times of its own a board begins at a full minute, so that those who ask together get one answer. */
const MINUTE_MS = 60_000;

export interface BoardRouteOptions extends BoardPorts {
  readonly flights: ServedSource;
  readonly readState: () => Promise<ScheduleState>;
  readonly clock: Clock;
}

export function serveBoard(app: OpenAPIHono<DeliveryEnv>, options: BoardRouteOptions): void {
  const { readState, clock } = options;
  app.openapi(boardRoute, async (c) => {
    const { code } = c.req.valid('param');
    const query = c.req.valid('query');
    const { direction = 'departures', lang: language = DEFAULT_NAME_LANGUAGE } = query;
    const window = readWindow(query, clock());
    const state = await readState();
    // Status may be stored before schedules are, and flights before reference data.
    if (state.counts.flights === 0) requireStored(state, 'airports');
    const place = await findPlace(options, { code, language, parameter: 'code' });
    c.set('narrowedBy', 'to');
    const board = await readBoard(options, { place, direction, ...window, language });
    if (board.flights.length === 0) requireStored(state, 'flights');
    c.header('Cache-Control', CACHE_CONTROL);
    return c.json({ sample: isSample(state), ...board }, 200);
  });
}

function readWindow({ from, to }: BoardQuery, nowMs: number): { readonly fromMs: number; readonly toMs: number } {
  const beginMs = Math.floor((nowMs - BOARD_BEFORE_MS) / MINUTE_MS) * MINUTE_MS;
  const fromMs = from ?? (to === undefined ? beginMs : Math.min(beginMs, to));
  const toMs = to ?? fromMs + BOARD_SPAN_MS;
  if (toMs < fromMs) throw new HttpProblem('parameter', { detail: 'to must not be before from.', parameter: 'to' });
  if (toMs - fromMs > MAX_BOARD_SPAN_MS) {
    const detail = 'to must be at most 7 days after from, which is two hours ago without it.';
    throw new HttpProblem('parameter', { detail, parameter: 'to' });
  }
  return { fromMs, toMs };
}
