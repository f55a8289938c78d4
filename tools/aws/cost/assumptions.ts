import type { ViewerKind } from './measured.ts';

/** What nobody has measured: how people use the page, and how fast AWS and Atlas answer. An estimate names them. */

/** Hours of a month. */
export const HOURS = 730;
export const SECONDS = HOURS * 3600;

/** What those who look at the map look at. */
export const VIEWER_MIX: Readonly<Record<ViewerKind, number>> = { world: 0.1, continent: 0.4, region: 0.5 };

/** Of one viewer in an hour that it looks. The page pings every four minutes and asks for the status every minute. */
export const VIEWER_HOUR = {
  sessions: 4,
  /** Of those, the ones whose browser has none of the files yet. */
  firstVisits: 1,
  subscriptions: 30,
  /** A snapshot for each subscription, and some again because the database was behind. */
  snapshots: 36,
  pings: 15,
  statusRequests: 60,
  searches: 6,
} as const;

/** Once to the database and back within the region. */
export const DATABASE_ROUND_TRIP_MS = 2;
/** One post to the management API, answered. */
export const POST_MS = 12;
/** A run of an ETL that finds nothing to go on with. */
export const IDLE_RUN_MS = 50;
/** What Lambda's platform writes of an invocation as JSON: start and report. */
export const PLATFORM_LOG_BYTES = 700;
export const ACCESS_LOG_BYTES = 350;
/** Of the brokers and the producer in a month. */
export const OTHER_LOG_GB = 0.5;
/** A record with its envelope in base64 as the mapping hands it to a function. */
export const EVENT_BYTES_PER_RECORD = 750;
/** Reference data, schedules, status, raw replies: what isn't positions. */
export const SCHEDULES_MB = 150;
/** Containers that read their secrets every five minutes. */
export const WARM_CONTAINERS = 8;
