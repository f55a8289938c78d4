/**
 * What was measured with our own code, and by what: `npm run bench -- traffic`, `-- invocations`, `-- ingest`, `-- search`
 * and `-- etl`, whose figures docs/performance.md has. A bench that prints other figures is a reason to change these.
 */

import type { Level } from '#domain/position.ts';

/** What one viewer is sent, by what it looks at. */
export interface ViewerTraffic {
  /** Of its frames. */
  readonly level: Level;
  /** Of all aircraft, those in its box. */
  readonly aircraftShare: number;
  /** Of the records of all aircraft, those for its level in its tiles. */
  readonly recordShare: number;
  /** Of the rows that it gets, those of an aircraft that is new to it: each brings its text. */
  readonly introductionsPerRow: number;
}

/** From the whole world to a country's corner, `VIEWER_BOXES` of bench/traffic/simulated-batches.ts. */
export const VIEWER_KINDS = ['world', 'continent', 'region'] as const;
export type ViewerKind = (typeof VIEWER_KINDS)[number];

/** `npm run bench -- traffic`: the simulator's aircraft, 300 to 10,000 of them. */
export const STREAM = {
  recordsPerAircraftMinute: 4.02,
  jsonBytesPerRecord: 435,
  /** As they lie in Kafka, with 300 aircraft; less with more, since large batches compress better. */
  gzipBytesPerRecord: 66,
} as const;

/** `npm run bench -- traffic`: what a frame says of itself, a row, and the text of an aircraft. */
export const FRAMES = { bytesPerFrame: 85, bytesPerRow: 19.7, bytesPerText: 183 } as const;

/** `npm run bench -- traffic`, with 300 aircraft. */
export const VIEWER_TRAFFIC: Readonly<Record<ViewerKind, ViewerTraffic>> = {
  world: { level: 'world', aircraftShare: 1, recordShare: 0.286, introductionsPerRow: 0.0075 },
  continent: { level: 'world', aircraftShare: 0.917, recordShare: 0.278, introductionsPerRow: 0.0075 },
  region: { level: 'regional', aircraftShare: 0.102, recordShare: 0.13, introductionsPerRow: 0.0128 },
};

/**
 * `npm run bench -- invocations`: CPU on the bench's machine, messages to the database, bytes of our own log lines. What the
 * HTTP API reads it keeps for a moment, so that the benchmark sees hardly any message; few viewers ask for each anew.
 */
export const INVOCATIONS = {
  store: { cpuMs: 2.7, cpuMsPerRecord: 0.0166, databaseRequests: 3, logBytes: 485 },
  broadcast: { cpuMs: 0.4, cpuMsPerRecord: 0.0022, cpuMsPerPost: 0.5, databaseRequests: 0.7, logBytes: 717 },
  compaction: { cpuMs: 140, cpuMsPerRecord: 0.0044, databaseRequests: 102, logBytes: 263 },
  websocket: { cpuMs: 1, databaseRequests: 1.3, logBytes: 0 },
  snapshot: { cpuMs: 0.7, cpuMsPerAircraft: 0.00105, databaseRequests: 2, logBytes: 0 },
  status: { cpuMs: 0.3, databaseRequests: 2, logBytes: 0 },
  /** `npm run bench -- search`: 1.17 ms of CPU a search. */
  search: { cpuMs: 1.17, databaseRequests: 2, logBytes: 0 },
} as const;

/** `npm run bench -- invocations`: the column-wise snapshot with Brotli, and the other answers. */
export const ANSWERS = {
  snapshotBytes: 3000,
  snapshotBytesPerAircraft: 18.2,
  statusBytes: 580,
  searchBytes: 4000,
} as const;

/** `npm run bench -- ingest`. */
export const STORED = {
  /** Bytes of a position in its track with the indexes. */
  bytesPerPosition: 16,
  /** With the segments that compaction has deleted and that the server keeps for five minutes. */
  freshBytesPerPosition: 35,
} as const;

/** `npm run bench -- etl`, and the sections "Loading reference data" and "Map" of docs/performance.md. */
export const LUFTHANSA = { referenceCalls: 249, scheduleCalls: 252, statusCalls: 19, callsPerSecond: 4.9 } as const;

/**
 * What a first visit of the map loads, as `npm run build:page` leaves it: entry, map and worker with gzip ("Map" of
 * docs/performance.md), both scales of the base map's data with gzip, the fonts.
 */
export const PAGE = { scriptBytes: 503_000, baseMapBytes: 548_000, fontBytes: 72_000, files: 20 } as const;
