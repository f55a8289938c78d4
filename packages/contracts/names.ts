import type { PositionKind } from '#domain/position.ts';

/** Names of environment variables: the constructs set them, the functions' `config.ts` read them. */
export const ENV = {
  mongodbUri: 'MONGODB_URI',
  mongodbDatabase: 'MONGODB_DATABASE',
  mongodbSecretArn: 'MONGODB_SECRET_ARN',
  kafkaBrokers: 'KAFKA_BROKERS',
  kafkaClusterArn: 'KAFKA_CLUSTER_ARN',
  kafkaAuth: 'KAFKA_AUTH',
  positionTopic: 'POSITION_TOPIC',
  positionPartitions: 'POSITION_PARTITIONS',
  readsbUrl: 'READSB_URL',
  replayFile: 'REPLAY_FILE',
  privacyFilter: 'PRIVACY_FILTER',
  retentionLiveDays: 'RETENTION_LIVE_DAYS',
  retentionSimulatedHours: 'RETENTION_SIMULATED_HOURS',
  maxHistoryMb: 'MAX_HISTORY_MB',
  maxConnections: 'MAX_CONNECTIONS',
  allowedOrigins: 'ALLOWED_ORIGINS',
  websocketEndpoint: 'WEBSOCKET_ENDPOINT',
  broadcastEveryMs: 'BROADCAST_EVERY_MS',
} as const;

export const DEFAULT_DATABASE = 'airlines';
export const DEFAULT_POSITION_TOPIC = 'aircraft-positions';
export const DEFAULT_POSITION_PARTITIONS = 3;
/** Appended to a topic's name to get its dead-letter topic. */
export const DEAD_LETTER_SUFFIX = '-dlq';

/** Consumer groups that read the position topic. */
export const CONSUMER_GROUPS = { store: 'position-store', broadcast: 'position-broadcast' } as const;

/** When position-compaction runs, as EventBridge Scheduler writes it. */
export const COMPACTION_SCHEDULE = 'rate(2 minutes)';

/** Collections in MongoDB. Positions of each kind are kept apart so that nothing simulated is ever read as real. */
export const COLLECTIONS = {
  positionsLatest: 'positions_latest',
  positionsProgress: 'positions_progress',
  connections: 'connections',
  deadLetters: 'dead_letters',
  feeds: 'feeds',
  leases: 'leases',
  counters: 'counters',
} as const;

export const segmentsCollection = (kind: PositionKind): string => `positions_segments_${kind}`;
export const tracksCollection = (kind: PositionKind): string => `positions_tracks_${kind}`;

/** Media type of the column-wise snapshot of `GET /api/positions`. */
export const COLUMNS_MEDIA_TYPE = 'application/vnd.airlines.columns+json';
