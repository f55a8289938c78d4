import { DEFAULT_CALLS_PER_HOUR, DEFAULT_CALLS_PER_SECOND, DEFAULT_POSITION_PARTITIONS } from '#contracts/names.ts';
import { DeploymentSettings } from './deployment-settings.ts';

/** The settings of a stage, checked. */
export interface DeploymentConfig extends DeploymentSettings {
  /** Name of the deployment: part of the stacks' names and of one parameter's, nothing else. */
  readonly stage: string;
}

const DEV: DeploymentSettings = {
  kafka: { mode: 'provisioned', brokerDiskGb: 20 },
  positionPartitions: DEFAULT_POSITION_PARTITIONS,
  eventSources: 'onDemand',
  producerTasks: 1,
  positionSources: ['simulator'],
  feedEnvironment: {},
  broadcastEverySeconds: 1,
  maxConnections: 200,
  extraOrigins: [],
  databaseHost: null,
  maxHistoryMb: 2000,
  databaseStorageMb: 5120,
  fixedEgress: false,
  reservedConcurrency: null,
  lufthansaCallsPerSecond: DEFAULT_CALLS_PER_SECOND,
  lufthansaCallsPerHour: DEFAULT_CALLS_PER_HOUR,
  lufthansaBaseUrl: null,
  scheduleDataSource: 'lufthansa',
  scheduleCities: [],
  schedulePairs: null,
  scheduleHubRoutes: [],
  scheduleDaysAhead: null,
  statusAirports: [],
  logLevel: 'info',
  apiGatewayLogRole: 'create',
  logRetentionDays: 7,
  isProtected: false,
  monthlyBudgetUsd: 250,
  alarmEmail: null,
  runbookUrl: null,
};

const STAGES: Readonly<Record<string, DeploymentSettings>> = {
  dev: DEV,
  prod: {
    ...DEV,
    positionPartitions: 6,
    eventSources: 'provisioned',
    maxConnections: 2000,
    databaseStorageMb: 10_240,
    logRetentionDays: 30,
    isProtected: true,
    monthlyBudgetUsd: 1000,
  },
};

export const STAGE_NAMES: readonly string[] = Object.keys(STAGES);

/**
 * @param overrides settings that go before those of the stage, an object by their names; not checked yet
 * @throws RangeError naming the stages that there are, or the setting that can't be
 */
export function deploymentConfig(stage: string, overrides: unknown = {}): DeploymentConfig {
  const settings = Object.hasOwn(STAGES, stage) ? STAGES[stage] : undefined;
  if (settings === undefined) throw new RangeError(`stage "${stage}" must be one of ${STAGE_NAMES.join(', ')}`);
  if (typeof overrides !== 'object' || overrides === null || Array.isArray(overrides)) {
    throw new RangeError(`the settings of stage "${stage}" must be an object, {"databaseHost":"…"}`);
  }
  const result = DeploymentSettings.safeParse({ ...settings, ...overrides });
  if (result.success) return { stage, ...result.data };
  const problems = result.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `${[...issue.path, ...issue.keys].join(', ')}: no such setting; lib/deployment-settings.ts has them all`
      : `${issue.path.join('.')}: ${issue.message}`,
  );
  throw new RangeError(`stage "${stage}": ${problems.join('; ')}`);
}
