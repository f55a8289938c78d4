import type { PositionKind } from '#domain/position.ts';

/** Names of environment variables: the constructs set them, the functions' `config.ts` read them. */
export const ENV = {
  mongodbUri: 'MONGODB_URI',
  mongodbDatabase: 'MONGODB_DATABASE',
  mongodbSecretArn: 'MONGODB_SECRET_ARN',
  mongodbRoleArn: 'MONGODB_ROLE_ARN',
  kafkaBrokers: 'KAFKA_BROKERS',
  kafkaClusterArn: 'KAFKA_CLUSTER_ARN',
  kafkaAuth: 'KAFKA_AUTH',
  positionTopic: 'POSITION_TOPIC',
  positionPartitions: 'POSITION_PARTITIONS',
  positionTopicMaxMb: 'POSITION_TOPIC_MAX_MB',
  createTopics: 'KAFKA_CREATE_TOPICS',
  kafkaServerless: 'KAFKA_SERVERLESS',
  readsbUrl: 'READSB_URL',
  replayFile: 'REPLAY_FILE',
  privacyFilter: 'PRIVACY_FILTER',
  retentionLiveDays: 'RETENTION_LIVE_DAYS',
  retentionSimulatedHours: 'RETENTION_SIMULATED_HOURS',
  maxHistoryMb: 'MAX_HISTORY_MB',
  maxConnections: 'MAX_CONNECTIONS',
  allowedOrigins: 'ALLOWED_ORIGINS',
  siteOriginParameter: 'SITE_ORIGIN_PARAMETER',
  sendingSwitchParameter: 'SENDING_SWITCH_PARAMETER',
  websocketEndpoint: 'WEBSOCKET_ENDPOINT',
  broadcastEveryMs: 'BROADCAST_EVERY_MS',
  lufthansaBaseUrl: 'LUFTHANSA_BASE_URL',
  lufthansaClientId: 'LUFTHANSA_CLIENT_ID',
  lufthansaClientSecret: 'LUFTHANSA_CLIENT_SECRET',
  lufthansaSecretArn: 'LUFTHANSA_SECRET_ARN',
  lufthansaCallsPerSecond: 'LUFTHANSA_CALLS_PER_SECOND',
  lufthansaCallsPerHour: 'LUFTHANSA_CALLS_PER_HOUR',
  dataSource: 'SCHEDULE_DATA_SOURCE',
  scheduleCities: 'SCHEDULE_CITIES',
  schedulePairs: 'SCHEDULE_PAIRS',
  scheduleHubRoutes: 'SCHEDULE_HUB_ROUTES',
  scheduleDaysAhead: 'SCHEDULE_DAYS_AHEAD',
  statusAirports: 'STATUS_AIRPORTS',
  adminToken: 'ADMIN_TOKEN',
  referenceEtlFunction: 'REFERENCE_ETL_FUNCTION',
  /** Powertools' own name for it. */
  metricsNamespace: 'POWERTOOLS_METRICS_NAMESPACE',
} as const;

/**
 * Name in SSM of the site's origin, `https://…`: the site writes it when it is deployed, the WebSocket API's function reads
 * it, and neither stack imports from the other.
 */
export const siteOriginParameterName = (stage: string): string => `/airlines/${stage}/site-origin`;

export const DEFAULT_DATABASE = 'airlines';
export const DEFAULT_POSITION_TOPIC = 'aircraft-positions';
export const DEFAULT_POSITION_PARTITIONS = 3;
/** Appended to a topic's name to get its dead-letter topic. */
export const DEAD_LETTER_SUFFIX = '-dlq';

/** Consumer groups that read the position topic. */
export const CONSUMER_GROUPS = { store: 'position-store', broadcast: 'position-broadcast' } as const;

/** When position-compaction runs, as EventBridge Scheduler writes it. */
export const COMPACTION_SCHEDULE = 'rate(2 minutes)';

/** Zone of the nightly runs: those who read the schedules in the morning live there. */
export const ETL_TIME_ZONE = 'Europe/Paris';

/**
 * When the ETL functions run, as EventBridge Scheduler writes it, in {@link ETL_TIME_ZONE}. A run that had to stop at its
 * time limit or at the quota is taken up again every quarter of an hour.
 */
export const ETL_SCHEDULES = {
  references: 'cron(0 22 * * ? *)',
  schedules: 'cron(0 22 * * ? *)',
  status: 'rate(15 minutes)',
  resume: 'rate(15 minutes)',
} as const;

export const DEFAULT_LUFTHANSA_BASE_URL = 'https://api.lufthansa.com/v1';
export const DEFAULT_CALLS_PER_SECOND = 5;
export const DEFAULT_CALLS_PER_HOUR = 900;

/** Collections in MongoDB. Positions of each kind are kept apart so that nothing simulated is ever read as real. */
export const COLLECTIONS = {
  positionsLatest: 'positions_latest',
  positionsProgress: 'positions_progress',
  connections: 'connections',
  deadLetters: 'dead_letters',
  feeds: 'feeds',
  leases: 'leases',
  erasedAircraft: 'erased_aircraft',
  counters: 'counters',
  countries: 'countries',
  cities: 'cities',
  airports: 'airports',
  airlines: 'airlines',
  aircraftTypes: 'aircraft_types',
  flights: 'flights',
  flightStatus: 'flight_status',
  etlRuns: 'etl_runs',
  etlState: 'etl_state',
  etlRejects: 'etl_rejects',
  etlRaw: 'etl_raw',
  lufthansaAccess: 'lufthansa_access',
} as const;

/** Collections whose documents say which source of schedules they come from. */
export const SCHEDULE_COLLECTIONS = [
  COLLECTIONS.countries,
  COLLECTIONS.cities,
  COLLECTIONS.airports,
  COLLECTIONS.airlines,
  COLLECTIONS.aircraftTypes,
  COLLECTIONS.flights,
  COLLECTIONS.flightStatus,
] as const;

export const segmentsCollection = (kind: PositionKind): string => `positions_segments_${kind}`;
export const tracksCollection = (kind: PositionKind): string => `positions_tracks_${kind}`;

/** Media type of the column-wise snapshot of `GET /api/positions`. */
export const COLUMNS_MEDIA_TYPE = 'application/vnd.airlines.columns+json';
