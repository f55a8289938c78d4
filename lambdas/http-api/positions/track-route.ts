import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Clock } from '#adapters/observability/clock.ts';
import { ContractError } from '#contracts/contract-error.ts';
import { aircraftParameters, ROUTES } from '#contracts/http-api.ts';
import {
  DEFAULT_TRACK_WINDOW_MS,
  GEOJSON_MEDIA_TYPE,
  MAX_TRACK_POINTS,
  MAX_TRACK_WINDOW_MS,
  trackFeatureSchema,
  trackQuery,
  trackSchema,
  type Track,
  type TrackQuery,
} from '#contracts/http-track.ts';
import type { DeliveryEnv } from '../answers/deliver.ts';
import { TRACK_EXAMPLE, TRACK_FEATURE_EXAMPLE } from '../examples.ts';
import { HttpProblem } from '../answers/problem.ts';
import { malformed, tooLarge, unavailable } from '../answers/problem-answers.ts';
import { readTrack, type TrackAnswer, type TrackSource } from './read-track.ts';
import { encodeTrackCursor, parseTrackCursor, type TrackCursor } from './track-cursor.ts';
import { toTrackFeature } from './track-geojson.ts';
import { toLegs } from './track-legs.ts';

const trackRoute = createRoute({
  method: 'get',
  path: ROUTES.track,
  summary: 'The track of one aircraft',
  description:
    'The stored positions of an aircraft, oldest first, in legs: a gap of over a minute or another callsign begins a ' +
    'new one. Between them are points that are computed (`predicted`), so that a line through all of them is where the ' +
    `aircraft was. At most ${MAX_TRACK_POINTS} points a page; \`next\` leads to the rest. Real positions; where the window ` +
    'holds none, replayed ones, else simulated ones. An aircraft without positions in the window has no legs.',
  request: { params: aircraftParameters, query: trackQuery },
  responses: {
    200: {
      description: 'The track, as asked for by `format`.',
      content: {
        'application/json': { schema: trackSchema, example: TRACK_EXAMPLE },
        [GEOJSON_MEDIA_TYPE]: { schema: trackFeatureSchema, example: TRACK_FEATURE_EXAMPLE },
      },
    },
    400: malformed,
    413: tooLarge,
    503: unavailable,
  },
});

/** Later than this after its window's end a track changes no more: what comes late is older than the limit of age. */
const SETTLED_AFTER_MS = 3_600_000;

export interface TrackRouteOptions {
  readonly source: TrackSource;
  readonly clock: Clock;
  /** Stored points of one page. @default MOST_STORED_POINTS */
  readonly pageSize?: number;
}

/** Each may have a computed one before it. */
const MOST_STORED_POINTS = MAX_TRACK_POINTS / 2;

export function serveTrack(
  app: OpenAPIHono<DeliveryEnv>,
  { source, clock, pageSize = MOST_STORED_POINTS }: TrackRouteOptions,
): void {
  app.openapi(trackRoute, async (c) => {
    const { icao24 } = c.req.valid('param');
    const query = c.req.valid('query');
    const nowMs = clock();
    const window = readWindow(query, nowMs);
    const cursor = query.cursor === undefined ? null : readCursor(query.cursor);
    c.set('narrowedBy', 'from');
    const answer = await readTrack(source, { icao24, ...window, limit: pageSize, cursor });
    const format = query.format ?? 'json';
    const track = toTrack({ icao24, ...window, format }, answer);
    c.header('Cache-Control', window.toMs < nowMs - SETTLED_AFTER_MS ? 'public, max-age=300' : 'public, max-age=1');
    return format === 'geojson'
      ? c.json(toTrackFeature(track), 200, { 'Content-Type': GEOJSON_MEDIA_TYPE })
      : c.json(track, 200);
  });
}

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

function readWindow({ from, to }: TrackQuery, nowMs: number): Window {
  const toMs = to ?? nowMs;
  const fromMs = from ?? Math.max(0, toMs - DEFAULT_TRACK_WINDOW_MS);
  if (fromMs > toMs) {
    const end = to === undefined ? 'now' : 'to';
    throw new HttpProblem('parameter', { detail: `from must not be after ${end}.`, parameter: 'from' });
  }
  if (toMs - fromMs > MAX_TRACK_WINDOW_MS) {
    const detail = 'from must be at most 7 days before to, which is now without it; ask for less at a time.';
    throw new HttpProblem('parameter', { detail, parameter: 'from' });
  }
  return { fromMs, toMs };
}

function readCursor(text: string): TrackCursor {
  try {
    return parseTrackCursor(text);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    throw new HttpProblem('parameter', { detail: `cursor ${error.message}.`, parameter: 'cursor' });
  }
}

function toTrack(
  { icao24, fromMs, toMs, format }: Window & { readonly icao24: string; readonly format: string },
  { kind, points, before, next }: TrackAnswer,
): Track {
  const path = ROUTES.track.replace('{icao24}', icao24);
  const nextPage = next === null ? null : encodeTrackCursor(next);
  return {
    icao24,
    kind,
    fromMs,
    toMs,
    next: nextPage === null ? null : `${path}?from=${fromMs}&to=${toMs}&format=${format}&cursor=${nextPage}`,
    legs: toLegs(points, before),
  };
}
