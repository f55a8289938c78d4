import { OpenAPIHono } from '@hono/zod-openapi';
import type { Clock } from '#adapters/observability/clock.ts';
import { serveAircraft } from './positions/aircraft-route.ts';
import { serveAircraftSearch } from './positions/aircraft-search-route.ts';
import { createAirborneReader } from './schedules/airborne.ts';
import { serveBoard } from './schedules/board-route.ts';
import { deliver, type DeliveryEnv } from './answers/deliver.ts';
import type { LatestSource } from './positions/find-aircraft.ts';
import type { ServedSource } from './schedules/find-place.ts';
import { serveFlights } from './schedules/flights-route.ts';
import type { JoinSource } from './schedules/join-flight.ts';
import type { ReferenceListSource } from './schedules/list-reference.ts';
import type { RouteSource } from './schedules/list-routes.ts';
import { serveOpenApi } from './openapi-route.ts';
import { servePositions } from './positions/positions-route.ts';
import type { BoardSource } from './schedules/read-board.ts';
import { createPictureReader, type FeedSource, type SnapshotSource } from './positions/read-picture.ts';
import type { TrackSource } from './positions/read-track.ts';
import { createReferenceDirectory, type ReferenceSource } from './schedules/reference-directory.ts';
import { serveReferences } from './schedules/reference-routes.ts';
import { refuseFailures, refuseUnknown, type RefuseFailuresOptions } from './answers/refuse.ts';
import type { StoreStateSource } from './report-status.ts';
import { serveRoutes } from './schedules/routes-route.ts';
import { createScheduleStateReader, type ScheduleStateSource } from './schedules/schedule-state.ts';
import type { FlightSource } from './schedules/search-flights.ts';
import { serveStatus } from './status-route.ts';
import { serveTrack } from './positions/track-route.ts';
import { refuseInvalid } from './answers/validation.ts';

export interface AppOptions extends RefuseFailuresOptions {
  readonly positions: SnapshotSource & LatestSource & TrackSource;
  readonly feeds: FeedSource;
  readonly store: StoreStateSource;
  readonly schedules: SchedulePorts;
  readonly nodeVersion: string;
  readonly clock: Clock;
  /** Largest answer as handed over. @default MAX_ANSWER_BYTES */
  readonly maxAnswerBytes?: number;
  /** Stored points of one page of a track; the route has a default. */
  readonly trackPageSize?: number;
}

/** What the routes of schedules and reference data read from. */
export interface SchedulePorts {
  readonly references: ReferenceSource & ReferenceListSource;
  readonly flights: FlightSource & RouteSource & ServedSource;
  readonly board: BoardSource;
  readonly joins: JoinSource;
  readonly state: ScheduleStateSource;
}

/** The HTTP API: every route with what it reads from. */
export function createApp(options: AppOptions): OpenAPIHono<DeliveryEnv> {
  const { positions, feeds, store, schedules, nodeVersion, clock, trackPageSize } = options;
  const readPicture = createPictureReader({ positions, feeds, clock });
  const readState = createScheduleStateReader(schedules.state, clock);
  const directory = createReferenceDirectory(schedules.references, clock);
  const airborne = createAirborneReader({ readPicture, readState, directory });
  const reading = { ...schedules, directory, airborne, readState, clock };
  const app = new OpenAPIHono<DeliveryEnv>({ defaultHook: refuseInvalid });
  app.use(deliver(options.maxAnswerBytes));
  servePositions(app, readPicture);
  serveAircraftSearch(app, readPicture);
  serveAircraft(app, { ...reading, positions });
  serveTrack(app, {
    source: positions,
    clock,
    ...(trackPageSize === undefined ? {} : { pageSize: trackPageSize }),
  });
  serveReferences(app, reading);
  serveRoutes(app, reading);
  serveFlights(app, reading);
  serveBoard(app, reading);
  serveStatus(app, { readPicture, store, readState, nodeVersion, clock });
  serveOpenApi(app);
  app.notFound(refuseUnknown);
  app.onError(refuseFailures(options));
  return app;
}
