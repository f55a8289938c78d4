import type { Aircraft } from '#contracts/http-aircraft.ts';
import type { AircraftSearch } from '#contracts/http-aircraft-search.ts';
import type { ColumnSnapshot, Snapshot } from '#contracts/http-positions.ts';
import type { Status } from '#contracts/http-status.ts';
import type { Track, TrackFeature } from '#contracts/http-track.ts';
import type { Position } from '#domain/position.ts';

/** Examples of the OpenAPI text; a test checks each against its schema. */
const POSITION: Position = {
  icao24: '3c664e',
  observedAtMs: 1_795_496_399_700,
  receivedAtMs: 1_795_496_400_020,
  lat: 48.35381,
  lon: 11.78609,
  altitudeM: 11_582.4,
  geoAltitudeM: 11_650,
  onGround: false,
  groundSpeedMps: 231.5,
  trackDeg: 181.4,
  verticalRateMps: 0,
  callsign: 'DLH4TR',
  registration: 'D-AIRX',
  typeCode: 'A321',
  flightNumber: null,
  airline: null,
  origin: null,
  destination: null,
  squawk: '1000',
  category: 'A3',
  emergency: null,
  source: 'adsb',
  feed: 'readsb',
  kind: 'live',
  level: 'world',
  state: 'seen',
};

export const SNAPSHOT_EXAMPLE: Snapshot = {
  asOfMs: 1_795_496_400_500,
  kinds: ['live'],
  positions: [POSITION],
};

export const COLUMNS_EXAMPLE: ColumnSnapshot = {
  asOfMs: 1_795_496_400_500,
  kinds: ['live'],
  positions: {
    at: 1_795_496_400_700,
    level: 'world',
    digits: 4,
    origin: [11, 48],
    id: [3_958_350],
    ageDs: [10],
    lon: [7861],
    lat: [3538],
    alt: [1520],
    gs: [450],
    trk: [181],
    vr: [0],
    flags: [0],
  },
  identity: {
    id: ['3c664e'],
    callsign: ['DLH4TR'],
    registration: ['D-AIRX'],
    typeCode: ['A321'],
    flightNumber: [null],
    origin: [null],
    destination: [null],
    squawk: ['1000'],
    category: ['A3'],
    feed: ['readsb'],
  },
};

export const AIRCRAFT_EXAMPLE: Aircraft = {
  icao24: '3c664e',
  kind: 'live',
  lastSeenMs: 1_795_496_399_700,
  ageMs: 1000,
  identity: {
    callsign: 'DLH4TR',
    registration: 'D-AIRX',
    typeCode: 'A321',
    flightNumber: null,
    airline: null,
    origin: null,
    destination: null,
    squawk: '1000',
    category: 'A3',
  },
  position: POSITION,
  flight: null,
};

export const AIRCRAFT_SEARCH_EXAMPLE: AircraftSearch = {
  total: 1,
  aircraft: [
    {
      icao24: '3c664e',
      kind: 'live',
      callsign: 'DLH4TR',
      registration: 'D-AIRX',
      typeCode: 'A321',
      flightNumber: null,
      lat: 48.35381,
      lon: 11.78609,
      observedAtMs: 1_795_496_399_700,
    },
  ],
};

const TRACK_HEAD = {
  icao24: '3c664e',
  kind: 'live',
  fromMs: 1_795_410_000_000,
  toMs: 1_795_496_400_000,
  next: '/api/aircraft/3c664e/track?from=1795410000000&to=1795496400000&format=json&cursor=live.1795496399700',
} as const;
const LEG_IDENTITY = { callsign: 'DLH4TR', flightNumber: null, origin: null, destination: null };

export const TRACK_EXAMPLE: Track = {
  ...TRACK_HEAD,
  legs: [
    {
      ...LEG_IDENTITY,
      points: [
        {
          observedAtMs: 1_795_496_399_700,
          onGround: false,
          lat: 48.35381,
          lon: 11.78609,
          altitudeM: 11_582.4,
          geoAltitudeM: 11_650,
          groundSpeedMps: 231.5,
          trackDeg: 181.4,
          verticalRateMps: 0,
        },
      ],
    },
  ],
};

export const TRACK_FEATURE_EXAMPLE: TrackFeature = {
  type: 'Feature',
  geometry: {
    type: 'MultiLineString',
    coordinates: [
      [
        [11.78632, 48.36422, 11_650],
        [11.78609, 48.35381, 11_650],
      ],
    ],
  },
  properties: {
    ...TRACK_HEAD,
    next: null,
    coordTimes: [['2026-11-24T04:59:54.700Z', '2026-11-24T04:59:59.700Z']],
    altitudesM: [[11_582.4, 11_582.4]],
    predicted: [[false, false]],
    legs: [LEG_IDENTITY],
  },
};

const STATUS_PARTS = {
  nowMs: 1_795_496_401_000,
  aircraft: { live: 812, replay: 0, simulated: 0 },
  feeds: [
    {
      feed: 'readsb',
      source: 'readsb',
      kind: 'live',
      health: 'ok',
      reason: null,
      reportedAtMs: 1_795_496_400_600,
      lastGoodAtMs: 1_795_496_400_020,
      newestObservedAtMs: 1_795_496_399_990,
      clockOffsetMs: -12,
      clockSuspect: false,
      capturedAtMs: null,
      intervalMs: 1000,
      aircraft: 812,
      counts: {
        received: 90_412,
        accepted: 88_006,
        rejected: { duplicate: 2398, lat_range: 8 },
        held: 0,
        thinned: 72_165,
        declared: 61,
        acknowledged: 15_902,
        failed: 0,
        retried: 0,
        superseded: 0,
      },
      attribution: null,
      licence: null,
      budget: null,
    },
  ],
  store: {
    asOfMs: 1_795_496_400_500,
    partitions: [
      {
        topic: 'aircraft-positions',
        partition: 0,
        storedReceivedAtMs: 1_795_496_400_020,
        storedOffset: 29_355,
        acknowledgedOffset: 29_355,
        behind: false,
      },
    ],
  },
  history: {
    usedMb: 412,
    maxMb: 2000,
    percent: 20.6,
    warning: false,
    droppedPositions: 0,
    shedPositions: 0,
    measuredAtMs: 1_795_496_380_000,
  },
  deadLetters: 0,
  schedules: {
    source: 'lufthansa',
    sample: false,
    counts: { countries: 238, cities: 10_666, airports: 11_782, airlines: 1127, aircraftTypes: 381, flights: 8214 },
    runs: [
      {
        id: 'references-2026-11-23T21:00:00.000Z',
        kind: 'references',
        source: 'lufthansa',
        trigger: 'schedule',
        state: 'complete',
        startedAtMs: 1_795_467_600_000,
        updatedAtMs: 1_795_468_560_000,
        finishedAtMs: 1_795_468_560_000,
        seconds: 960,
        done: 245,
        total: 245,
        calls: 251,
        received: 24_201,
        stored: 24_194,
        merged: 5,
        changed: 12,
        rejected: { code_missing: 2 },
        vanished: 0,
        remaining: [],
        problem: null,
      },
    ],
    quota: { used: 251, limit: 900 },
  },
  versions: { airlines: '0.1.0', positionEvent: '1', liveFrame: '1', node: '24.21.0' },
} satisfies Omit<Status, 'status' | 'newest'>;

export const STATUS_EXAMPLE: Status = {
  status: 'ok',
  newest: { kind: 'live', observedAtMs: 1_795_496_399_990, ageMs: 1010, limitMs: 60_000 },
  ...STATUS_PARTS,
};

export const STALE_STATUS_EXAMPLE: Status = {
  ...STATUS_EXAMPLE,
  status: 'stale',
  newest: { kind: 'live', observedAtMs: 1_795_496_310_000, ageMs: 91_000, limitMs: 60_000 },
};
