import { DEFAULT_CALLS_PER_HOUR, DEFAULT_CALLS_PER_SECOND, DEFAULT_POSITION_PARTITIONS } from '#contracts/names.ts';

/** What differs between deployments, and what is worth knowing before one. */
export interface DeploymentConfig {
  /** Name of the deployment: part of the stacks' names, nothing else. */
  readonly stage: string;
  /** Partitions of the position topic; may grow, never shrink. */
  readonly positionPartitions: number;
  /** Feeds that the producer runs. */
  readonly positionSources: readonly string[];
  /** Options of the feeds, as the producer's environment variables. */
  readonly feedEnvironment: Readonly<Record<string, string>>;
  /** How often viewers get frames: the batching window of the broadcast, whole seconds, at least 1. */
  readonly broadcastEverySeconds: number;
  /** Open viewers at one time. */
  readonly maxConnections: number;
  /** History beyond this is dropped, the oldest first. */
  readonly maxHistoryMb: number;
  /** Calls of the Lufthansa API in a second, all functions together; may be a fraction. */
  readonly lufthansaCallsPerSecond: number;
  /**
   * Calls of the Lufthansa API in an hour, tokens' and repeated ones included: those that the account's plan allows. Within
   * what the functions take: packages/adapters/lufthansa/quota/quota-limits.ts.
   */
  readonly lufthansaCallsPerHour: number;
  /** Cities or airports of which every night pairs are drawn, `PAR`; empty: the function's own. */
  readonly scheduleCities: readonly string[];
  /** How many pairs are drawn; null: the function's own number. */
  readonly schedulePairs: number | null;
  /** Routes whose schedules are loaded in both directions, `FRA-JFK`; empty: the function's own. */
  readonly scheduleHubRoutes: readonly string[];
  /** How many days of a route are loaded, from today on; null: the function's own number. */
  readonly scheduleDaysAhead: number | null;
  /** Airports whose departures and arrivals are followed; empty: the function's own. */
  readonly statusAirports: readonly string[];
  /** Disk of each Kafka broker. */
  readonly brokerDiskGb: number;
  /** How long logs are kept, days; one of CloudWatch's steps. */
  readonly logRetentionDays: 7 | 30 | 90;
  /** Whether stacks that hold data refuse to be deleted. */
  readonly isProtected: boolean;
  /** Web origins beside the site's own that viewers may connect from. */
  readonly extraOrigins: readonly string[];
}

const DEV: DeploymentConfig = {
  stage: 'dev',
  positionPartitions: DEFAULT_POSITION_PARTITIONS,
  positionSources: ['simulator'],
  feedEnvironment: {},
  broadcastEverySeconds: 1,
  maxConnections: 1000,
  maxHistoryMb: 2000,
  lufthansaCallsPerSecond: DEFAULT_CALLS_PER_SECOND,
  lufthansaCallsPerHour: DEFAULT_CALLS_PER_HOUR,
  scheduleCities: [],
  schedulePairs: null,
  scheduleHubRoutes: [],
  scheduleDaysAhead: null,
  statusAirports: [],
  brokerDiskGb: 20,
  logRetentionDays: 7,
  isProtected: false,
  extraOrigins: [],
};

const STAGES: Readonly<Record<string, DeploymentConfig>> = {
  dev: DEV,
  prod: { ...DEV, stage: 'prod', positionPartitions: 6, logRetentionDays: 30, isProtected: true },
};

/** @throws RangeError naming the stages that there are, or the value that can't be */
export function deploymentConfig(stage: string): DeploymentConfig {
  const config = STAGES[stage];
  if (config === undefined) throw new RangeError(`stage "${stage}" must be one of ${Object.keys(STAGES).join(', ')}`);
  return checkedConfig(config);
}

/** @throws RangeError naming the value that can't be */
export function checkedConfig(config: DeploymentConfig): DeploymentConfig {
  requireWhole('positionPartitions', config.positionPartitions, 1, 1000);
  requireWhole('broadcastEverySeconds', config.broadcastEverySeconds, 1, 60);
  requireWhole('maxConnections', config.maxConnections, 1, 100_000);
  requireWhole('maxHistoryMb', config.maxHistoryMb, 1, 1_000_000);
  if (!(config.lufthansaCallsPerSecond > 0 && config.lufthansaCallsPerSecond <= 100)) {
    throw new RangeError('lufthansaCallsPerSecond must be a number above 0, at most 100');
  }
  requireWhole('lufthansaCallsPerHour', config.lufthansaCallsPerHour, 4, 20_000);
  requireEach('scheduleCities', config.scheduleCities, /^[A-Z0-9]{3}$/, 'PAR');
  if (config.schedulePairs !== null) requireWhole('schedulePairs', config.schedulePairs, 0, 50);
  requirePairsOf(config);
  requireEach('scheduleHubRoutes', config.scheduleHubRoutes, /^([A-Z0-9]{3})-(?!\1)[A-Z0-9]{3}$/, 'FRA-JFK');
  if (config.scheduleDaysAhead !== null) requireWhole('scheduleDaysAhead', config.scheduleDaysAhead, 1, 90);
  requireEach('statusAirports', config.statusAirports, /^[A-Z0-9]{3}$/, 'FRA');
  requireWhole('brokerDiskGb', config.brokerDiskGb, 1, 16_384);
  if (config.positionSources.length === 0) throw new RangeError('positionSources must name a feed');
  return config;
}

function requireWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${name} must be a whole number from ${least} to ${most}`);
}

/** Where both are of the stage: the function checks them against its own. */
function requirePairsOf({ scheduleCities, schedulePairs }: DeploymentConfig): void {
  const cities = new Set(scheduleCities).size;
  const most = cities * (cities - 1);
  if (cities === 0 || schedulePairs === null || schedulePairs <= most) return;
  throw new RangeError(`schedulePairs is ${schedulePairs}, but ${cities} scheduleCities make ${most} pairs`);
}

function requireEach(name: string, values: readonly string[], pattern: RegExp, example: string): void {
  const wrong = values.find((value) => !pattern.test(value));
  if (wrong !== undefined) throw new RangeError(`${name} must be of the form ${example}, not "${wrong}"`);
}
