/**
 * What was measured with our own code, and by what: `npm run bench -- traffic`, `-- invocations`, `-- ingest`, `-- search`
 * and `-- etl`, whose figures docs/performance.md has. A bench that prints other figures is a reason to change these.
 */

/** What one viewer is sent, by what it looks at. */
export interface ViewerTraffic {
  /** Of the records of all aircraft, those in its box. */
  readonly recordShare: number;
  /** Of the rows that it gets, those of an aircraft that is new to it: each asks for a text message. */
  readonly introductionsPerRow: number;
}

/** From the whole world to a country's corner, `VIEWER_BOXES` of bench/traffic/simulated-batches.ts. */
export const VIEWER_KINDS = ['world', 'continent', 'region'] as const;
export type ViewerKind = (typeof VIEWER_KINDS)[number];

/** `npm run bench -- traffic`: the simulator's aircraft, 300 to 10,000 of them. */
export const STREAM = {
  recordsPerAircraftMinute: 12.04,
  jsonBytesPerRecord: 438,
  /** As they lie in Kafka; 60 with 300 aircraft, since small batches compress less. */
  gzipBytesPerRecord: 53,
} as const;

/** `npm run bench -- traffic`: frames of one second. */
export const FRAMES = {
  bytesPerFrame: 150,
  bytesPerRow: 35,
  /** Of an identity message, 208 to 266. */
  bytesPerTextMessage: 266,
} as const;

/** `npm run bench -- traffic`, of 1,000 and 10,000 aircraft the higher. */
export const VIEWER_TRAFFIC: Readonly<Record<ViewerKind, ViewerTraffic>> = {
  world: { recordShare: 1, introductionsPerRow: 0.0007 },
  continent: { recordShare: 0.917, introductionsPerRow: 0.0007 },
  region: { recordShare: 0.102, introductionsPerRow: 0.0027 },
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
