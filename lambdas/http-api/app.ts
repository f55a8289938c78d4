import { OpenAPIHono } from '@hono/zod-openapi';
import type { Clock } from '#adapters/observability/clock.ts';
import { serveAircraft } from './aircraft-route.ts';
import { deliver, type DeliveryEnv } from './deliver.ts';
import type { LatestSource } from './find-aircraft.ts';
import { serveOpenApi } from './openapi-route.ts';
import { servePositions } from './positions-route.ts';
import { createPictureReader, type FeedSource, type SnapshotSource } from './read-picture.ts';
import type { TrackSource } from './read-track.ts';
import { refuseFailures, refuseUnknown, type RefuseFailuresOptions } from './refuse.ts';
import type { StoreStateSource } from './report-status.ts';
import { serveStatus } from './status-route.ts';
import { serveTrack } from './track-route.ts';
import { refuseInvalid } from './validation.ts';

export interface AppOptions extends RefuseFailuresOptions {
  readonly positions: SnapshotSource & LatestSource & TrackSource;
  readonly feeds: FeedSource;
  readonly store: StoreStateSource;
  readonly nodeVersion: string;
  readonly clock: Clock;
  /** Largest answer as handed over. @default MAX_ANSWER_BYTES */
  readonly maxAnswerBytes?: number;
  /** Points of one page of a track. @default MAX_TRACK_POINTS */
  readonly trackPageSize?: number;
}

/** The HTTP API: every route with what it reads from. */
export function createApp(options: AppOptions): OpenAPIHono<DeliveryEnv> {
  const { positions, feeds, store, nodeVersion, clock, trackPageSize } = options;
  const readPicture = createPictureReader({ positions, feeds, clock });
  const app = new OpenAPIHono<DeliveryEnv>({ defaultHook: refuseInvalid });
  app.use(deliver(options.maxAnswerBytes));
  servePositions(app, readPicture);
  serveAircraft(app, positions, clock);
  serveTrack(app, {
    source: positions,
    clock,
    ...(trackPageSize === undefined ? {} : { pageSize: trackPageSize }),
  });
  serveStatus(app, { readPicture, store, nodeVersion, clock });
  serveOpenApi(app);
  app.notFound(refuseUnknown);
  app.onError(refuseFailures(options));
  return app;
}
